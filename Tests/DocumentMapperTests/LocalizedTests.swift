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
    var place: Spot?
    var spots: [Spot] = []
    var names: [Localized<String>] = []
    var asides: [Localized<String>?] = []

    /// A struct that a phrase may lack.
    @Embedded
    struct Spot: Hashable {
        var number: Int
        var label: Localized<String>
        var note: Localized<String>?
    }

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

    @Test func `a language is not set in a struct that a document lacks`() async throws {
        let stored = try await phrases.insert(Phrase(title: [:]))

        let isChanged = try await phrases.update(stored.id) { $0.place.label["de"].set("x") }

        #expect(!isChanged)
        #expect(try await phrases.find(id: stored.id) == stored)
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

    @Test func `a document is found by what any element says in one language`() async throws {
        let spot = Phrase.Spot(number: 1, label: ["de": "Tinte"], note: ["de": "schwarz"])
        let phrase = try await phrases.insert(
            Phrase(title: [:], spots: [spot], names: [["de": "Feder"]], asides: [["de": "so"]]))
        try await phrases.insert(Phrase(title: [:], names: [["en": "Feder"]]))

        let found = [
            try await phrases.find { $0.names.anyElement["de"] == "Feder" }.all(),
            try await phrases.find { $0.asides.anyElement["de"] == "so" }.all(),
            try await phrases.find { $0.spots.anyElement.label["de"] == "Tinte" }.all(),
            try await phrases.find { $0.spots.anyElement.note["de"] == "schwarz" }.all(),
        ]

        #expect(found == [[phrase], [phrase], [phrase], [phrase]])
    }

    @Test func `one language is set in each element`() async throws {
        let spots = [
            Phrase.Spot(number: 1, label: ["de": "Tinte"]),
            Phrase.Spot(number: 2, label: [:], note: ["en": "black"]),
        ]
        let phrase = try await phrases.insert(
            Phrase(title: [:], spots: spots, names: [["de": "Feder"], [:]]))

        try await phrases.update(phrase.id) {
            $0.names.each["en"].set("Quill")
            $0.spots.each.label["en"].set("Ink")
            $0.spots.each { $0.number == 2 }.note["de"].set("schwarz")
        }
        let result = try await phrases.get(phrase.id)

        #expect(result.names == [["de": "Feder", "en": "Quill"], ["en": "Quill"]])
        #expect(result.spots.map(\.label) == [["de": "Tinte", "en": "Ink"], ["en": "Ink"]])
        #expect(result.spots.map(\.note) == [nil, ["en": "black", "de": "schwarz"]])
    }

    @Test func `one language is set in elements that may be nothing`() async throws {
        let phrase = try await phrases.insert(
            Phrase(title: [:], asides: [["de": "so"], nil]))

        try await phrases.update(phrase.id) { $0.asides.each["en"].set("thus") }

        let result = try await phrases.get(phrase.id)
        #expect(result.asides == [["de": "so", "en": "thus"], nil])
    }

    @Test func `one language is indexed`() async throws {
        try await phrases.indexes.apply()

        let names = try await phrases.collection.listIndexes().compactMap { $0["name"]?.string }

        #expect(names == ["_id_", "title.de_1"])
    }

    @Test func `rules hold in each language`() async throws {
        var parcel = Parcel(label: ["de": "", "en": "Ink"])
        parcel.notes = ["fr": Parcel.Note(text: "encre")]
        let parcels = try Documents<Parcel>.forTest()

        let error = await #expect(throws: ValidationError.self) {
            try await parcels.insert(parcel)
        }

        #expect(error?.failures.keys.sorted() == ["label.de", "notes.fr.text"])
    }

    @Test func `rules hold for the update of one language`() async throws {
        let parcels = try Documents<Parcel>.forTest()

        let error = await #expect(throws: ValidationError.self) {
            try await parcels.update(ObjectID()) {
                $0.label["de"].set("")
                $0.notes["fr"].set(Parcel.Note(text: "encre"))
                $0.notes["en"].text.set("long")
            }
        }

        #expect(
            error?.failures.keys.sorted() == ["label.de", "notes.en.text", "notes.fr.text"])
    }
}
