import DocumentMapper
import MongoClient
import TestSupport
import Testing

/// A model in several languages.
@Document("phrases")
struct Phrase: Hashable {
    var id = ObjectID()
    var title: Localized<String>
    var hint: Localized<String>?

    static let indexes: [Index<Phrase>] = [.on { $0.title["de"].ascending }]
}

@Suite("Language")
struct LanguageTests {
    @Test(
        "a tag is kept in the usual case",
        arguments: [("EN", "en"), ("de-ch", "de-CH"), ("ZH-hans-cn", "zh-Hans-CN")])
    func usualCase(written: String, kept: String) {
        #expect(Language(written)?.tag == kept)
    }

    @Test(
        "what could be a path or an operator is no language",
        arguments: ["", "a.b", "$where", "en-", "-en", "9", "toolongtag", "é", "en\0"])
    func refused(tag: String) {
        #expect(Language(tag) == nil)
    }

    @Test func `a region falls back to its language`() {
        #expect(Language("zh-Hans-CN").withParents.map(\.tag) == ["zh-Hans-CN", "zh-Hans", "zh"])
    }
}

@Suite("Localized")
struct LocalizedTests {
    private let title: Localized<String> = ["en": "Ink", "de": "Tinte", "fr-CA": "Encre"]

    @Test(
        "the best language there is wins",
        arguments: [
            (["de-CH", "en"], [], "Tinte"),
            (["it", "en-GB"], [], "Ink"),
            (["it"], ["fr-CA"], "Encre"),
            (["fr"], [], "Tinte"),
            ([], [], "Tinte"),
        ] as [([Language], [Language], String)])
    func best(preferred: [Language], fallback: [Language], value: String) {
        #expect(title.value(in: preferred, fallback: fallback) == value)
    }

    @Test func `there is no value where there is no language`() {
        #expect(Localized<String>().value(in: ["en"]) == nil)
    }

    @Test func `each language is a key`() throws {
        let document = try BSONValue(encoding: title)

        #expect(document == ["de": "Tinte", "en": "Ink", "fr-CA": "Encre"])
    }

    @Test func `a key that is no language is passed over`() throws {
        let stored: BSONDocument = [
            "_id": .objectID(ObjectID()), "title": ["a b": "?", "de": "Tinte"],
        ]
        var reader = BSONReader(stored.bytes.span)

        let phrase = try Phrase(from: &reader)

        #expect(phrase.title == ["de": "Tinte"])
    }

    @Test func `a value of another type is refused`() throws {
        let stored: BSONDocument = ["_id": .objectID(ObjectID()), "title": ["de": 5]]
        var reader = BSONReader(stored.bytes.span)

        let error = #expect(throws: BSONError.self) { try Phrase(from: &reader) }

        #expect(error?.path == "title.de")
    }
}

@Suite("Localized fields", .database, .needsServer)
struct LocalizedFieldTests {
    let phrases: Documents<Phrase>

    init() throws {
        phrases = try .forTest()
    }

    @Test func `a document is found by its text in one language`() async throws {
        try await phrases.insert(Phrase(title: ["en": "Gift", "de": "Geschenk"]))
        try await phrases.insert(Phrase(title: ["en": "poison", "de": "Gift"]))

        let found = try await phrases.find { $0.title["de"] == "Gift" }.all()

        #expect(found.map(\.title["en"]) == ["poison"])
    }

    @Test func `translators into two languages do not disturb each other`() async throws {
        let stored = try await phrases.insert(Phrase(title: ["en": "Ink"]))
        var (german, french) = (stored, stored)
        german.title["de"] = "Tinte"
        french.title["fr"] = "Encre"

        try await phrases.save(&german)
        try await phrases.save(&french)
        let result = try await phrases.find(id: stored.id)

        #expect(result?.title == ["en": "Ink", "de": "Tinte", "fr": "Encre"])
    }

    @Test func `a key that is no language survives a save`() async throws {
        let id = ObjectID()
        try await phrases.collection.insert([
            ["_id": .objectID(id), "title": ["a b": "?", "de": "Tinte"]]
        ])
        var phrase = try await phrases.get(id)
        phrase.title["de"] = "Farbe"

        try await phrases.save(&phrase)

        let stored = try await phrases.collection.findOne([:])
        #expect(stored?["title"] == ["a b": "?", "de": "Farbe"])
    }

    @Test func `one language is set where there was none`() async throws {
        let stored = try await phrases.insert(Phrase(title: [:]))

        try await phrases.update(stored.id) {
            $0.title["de"].set("Tinte")
            $0.hint["de"].set("schwarz")
        }
        let result = try await phrases.find(id: stored.id)

        #expect(result?.title == ["de": "Tinte"])
        #expect(result?.hint == ["de": "schwarz"])
    }

    @Test func `one language is indexed`() async throws {
        try await phrases.indexes.apply()

        let names = try await phrases.collection.listIndexes().compactMap { $0["name"]?.string }

        #expect(names == ["_id_", "title.de_1"])
    }
}
