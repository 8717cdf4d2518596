import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Joined references", .database, .needsServer)
struct JoinTests {
    /// A model that refers to writers in each way.
    @Document("essays")
    struct Essay: Hashable {
        var id: Int
        var author: Reference<Writer>
        var translator: Reference<Writer>?
        var editors: [Reference<Writer>] = []
        var critic: DBReference<Writer>?
        var readers: [DBReference<Writer>] = []
    }

    /// An essay with one writer.
    @Embedded
    struct Signed: Hashable {
        var writer: Writer?
    }

    /// An essay with several writers.
    @Embedded
    struct Edited: Hashable {
        var writers: [Writer]
    }

    /// A writer with essays.
    @Embedded
    struct Essayist: Hashable {
        var essays: [Essay]
    }

    let essays: Documents<Essay>
    let writers: Documents<Writer>

    init() throws {
        essays = try .forTest()
        writers = try .forTest()
    }

    private func fill() async throws {
        try await writers.insert(
            contentsOf: ["a", "b", "c"].map { Writer(id: $0, name: $0.uppercased()) })
        try await essays.insert(contentsOf: [
            Essay(id: 1, author: Reference("a"), editors: [Reference("b"), Reference("c")]),
            Essay(id: 2, author: Reference("gone"), translator: Reference("c")),
        ])
    }

    @Test func `a row has the document that it refers to`() async throws {
        try await fill()

        let authors = try await essays.aggregate().sort { $0.id.ascending }
            .lookup(Signed.self, writers, on: { $0.author == $1.id }, as: { $0.writer })
            .all()
        let translator = try await essays.find { $0.id == 2 }.aggregate()
            .lookup(Signed.self, writers, on: { $0.translator == $1.id }, as: { $0.writer })
            .one()

        #expect(authors.map { $0.writer?.name } == ["A", nil])
        #expect(translator?.writer?.name == "C")
    }

    @Test func `a row has the documents that it lists`() async throws {
        try await fill()

        let edited = try await essays.find { $0.id == 1 }.aggregate()
            .lookup(Edited.self, writers, on: { $0.editors.anyElement == $1.id }) { $0.writers }
            .one()

        #expect(edited.map { Set($0.writers.map(\.id)) } == ["b", "c"])
    }

    @Test func `a row has the documents that refer to it or list it`() async throws {
        try await fill()

        let written = try await writers.find { $0.id == "a" }.aggregate()
            .lookup(Essayist.self, essays, on: { $0.id == $1.author }, as: { $0.essays })
            .one()
        let edited = try await writers.find { $0.id == "b" }.aggregate()
            .lookup(Essayist.self, essays, on: { $0.id == $1.editors.anyElement }) { $0.essays }
            .one()

        #expect(written?.essays.map(\.id) == [1])
        #expect(edited?.essays.map(\.id) == [1])
    }

    @Test func `a DBRef is joined by its identifier, both ways`() async throws {
        try await fill()
        try await essays.insert(
            Essay(
                id: 3, author: Reference("a"), critic: DBReference("b"),
                readers: [DBReference("c", database: "here"), DBReference("a")]))

        let critic = try await essays.find { $0.id == 3 }.aggregate()
            .lookup(Signed.self, writers, on: { $0.critic == $1.id }, as: { $0.writer })
            .one()
        let readers = try await essays.find { $0.id == 3 }.aggregate()
            .lookup(Edited.self, writers, on: { $0.readers.anyElement == $1.id }) { $0.writers }
            .one()
        let read = try await writers.find { $0.id == "c" }.aggregate()
            .lookup(Essayist.self, essays, on: { $0.id == $1.readers.anyElement }) { $0.essays }
            .one()

        #expect(critic?.writer?.name == "B")
        #expect(readers.map { Set($0.writers.map(\.id)) } == ["a", "c"])
        #expect(read?.essays.map(\.id) == [3])
    }
}
