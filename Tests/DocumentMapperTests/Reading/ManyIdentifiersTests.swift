import BSON
import DocumentMapper
import TestSupport
import Testing

/// A word of a dictionary, which is its own identifier.
@Document("words")
private struct Word: Hashable {
    var id: String
    var meaning: String
}

/// A text that refers to words.
@Embedded
private struct Quotation: Hashable {
    var word: Reference<Word>
}

@Suite("Documents by many identifiers", .database, .needsServer)
struct ManyIdentifiersTests {
    private let words: Documents<Word>
    private let composed = "caf\u{E9}"
    private let decomposed = "cafe\u{301}"

    init() throws {
        words = try .forTest()
    }

    @Test func `identifiers that look the same are two`() async throws {
        try await words.insert(Word(id: composed, meaning: "composed"))
        try await words.insert(Word(id: decomposed, meaning: "decomposed"))

        let found = try await words.find(ids: [decomposed, composed, decomposed])

        #expect(found.map { $0?.meaning } == ["decomposed", "composed", "decomposed"])
    }

    @Test func `a document under another spelling is not the one referred to`() async throws {
        try await words.insert(Word(id: composed, meaning: "composed"))
        let page = [decomposed, composed].map { Quotation(word: Reference($0)) }

        let found = try await page.resolve(\.word, in: words)

        #expect(found.map { $0?.meaning } == [nil, "composed"])
    }

    @Test func `more identifiers than a message holds are found in order`() async throws {
        try await words.insert(Word(id: "a", meaning: "first"))
        try await words.insert(Word(id: "z", meaning: "last"))
        let large = (0..<20).map { String(repeating: "x", count: 1 << 20) + "\($0)" }

        let found = try await words.find(ids: ["z"] + large + ["a", "z"])

        #expect(found.compactMap { $0?.meaning } == ["last", "first", "last"])
        #expect(found.count == 23)
    }

    @Test func `ten thousand identifiers and one are found`() async throws {
        try await words.insert(contentsOf: (0...10_000).map { Word(id: "\($0)", meaning: "") })
        let ids = (0...10_000).reversed().map { "\($0)" }

        let found = try await words.find(ids: ids)

        #expect(found.map { $0?.id } == ids)
    }
}
