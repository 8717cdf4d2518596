import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

/// A document that is right but for one field, and who refuses it.
struct Candidate: Sendable, CustomTestStringConvertible {
    /// Who refuses a document.
    enum Judgement: Sendable {
        /// Both take it.
        case valid
        /// Both refuse it.
        case invalid
        /// Only this program refuses it, because the server cannot be told.
        case invalidHere(because: String)
        /// Only the server refuses it.
        case invalidThere(because: String)
    }

    let path: String
    let value: BSONValue?
    let judgement: Judgement

    init(_ path: String, _ value: BSONValue?, _ judgement: Judgement) {
        self.path = path
        self.value = value
        self.judgement = judgement
    }

    var testDescription: String { "\(path): \(value.map { "\($0)" } ?? "missing")" }

    /// The smallest member there is, with the one field.
    var document: BSONDocument {
        get throws {
            var document = BSONDocument()
            var fields: [String: BSONValue] = ["_id": .objectID(ObjectID()), "name": "Ada"]
            fields[path] = value
            for (key, value) in fields.sorted(by: { $0.key < $1.key }) {
                try document.append(key: key, value)
            }
            return document
        }
    }

    var isTakenHere: Bool {
        switch judgement {
        case .valid, .invalidThere: true
        case .invalid, .invalidHere: false
        }
    }

    var isTakenThere: Bool {
        switch judgement {
        case .valid, .invalidHere: true
        case .invalid, .invalidThere: false
        }
    }
}

@Suite("The server's rules", .database, .needsServer)
struct SchemaAgreementTests {
    static let own = Candidate.Judgement.invalidHere(because: "it is a rule of our own")
    static let dates = Candidate.Judgement.invalidHere(because: "ranges are for numbers")
    static let keys = Candidate.Judgement.invalidHere(because: "keys cannot be described")
    static let deep = Candidate.Judgement.invalidHere(because: "a schema cannot hold itself")
    static let cases = Candidate.Judgement.invalidHere(because: "the enum tells no cases")
    static let large = Candidate.Judgement.invalidHere(because: "the number has over 64 bits")
    static let set = Candidate.Judgement.invalidThere(
        because: "we read what a set has twice once, and never write it")

    static let candidates: [Candidate] = [
        // Presence and type.
        Candidate("name", nil, .invalid),
        Candidate("name", .null, .invalid),
        Candidate("name", 5, .invalid),
        Candidate("name", ["Ada"], .invalid),
        Candidate("_id", "a", .invalid),
        Candidate("email", nil, .valid),
        Candidate("email", .null, .valid),
        Candidate("email", ["a@b"], .invalid),
        Candidate("years", .null, .valid),
        Candidate("unknown", ["$a": [1, .null]], .valid),
        Candidate("extra", ["a": .minKey], .valid),
        Candidate("extra", .null, .valid),

        // Lengths of text.
        Candidate("name", "", .invalid),
        Candidate("name", "a", .invalid),
        Candidate("name", "ab", .valid),
        Candidate("name", "🇨🇭", .valid),
        Candidate("name", "é", .invalid),
        Candidate("name", "e\u{301}", .valid),
        Candidate("name", "12345678", .valid),
        Candidate("name", "123456789", .invalid),
        Candidate("name", "🇨🇭🇨🇭🇨🇭🇨🇭", .valid),
        Candidate("name", "👩‍👩‍👧‍👦ab", .invalid),
        Candidate("name", "a\0b", .valid),

        // Forms of text.
        Candidate("email", "a@b", .valid),
        Candidate("email", "a.b+c@example.org", .valid),
        Candidate("email", "a b@c", .invalid),
        Candidate("email", "a@-b", .invalid),
        Candidate("email", "a@b\n", .invalid),
        Candidate("email", "a@b.c.", .invalid),
        Candidate("email", "é@b", .invalid),
        Candidate("site", "https://example.org", .valid),
        Candidate("site", "http://a:80/b?c#d", .valid),
        Candidate("site", "HTTPS://a", .invalid),
        Candidate("site", "javascript:alert(1)", .invalid),
        Candidate("site", "https://a/\"><b", .invalid),
        Candidate("site", "https://a b", .invalid),
        Candidate("site", "https://", .invalid),
        Candidate("site", "https://a\n", .invalid),
        Candidate("slug", "a-1", .valid),
        Candidate("slug", "", .invalid),
        Candidate("slug", "-a", .invalid),
        Candidate("slug", "a\n", .invalid),
        Candidate("slug", "aaaaaaaaaaaaaaaaaaaaa", .invalid),
        Candidate("plate", "BS-12", .valid),
        Candidate("plate", "BS-", .invalid),
        Candidate("plate", "BS-١٢", .invalid),
        Candidate("plate", "BS-12\n", .invalid),

        // Numbers, whatever their type.
        Candidate("years", 0, .valid),
        Candidate("years", 150, .valid),
        Candidate("years", 151, .invalid),
        Candidate("years", -1, .invalid),
        Candidate("years", .int32(40), .valid),
        Candidate("years", 40.0, .valid),
        Candidate("years", -0.0, .valid),
        Candidate("years", 40.5, .invalid),
        Candidate("years", .double(.nan), .invalid),
        Candidate("years", .double(.infinity), .invalid),
        Candidate("years", "40", .invalid),
        Candidate("years", true, .invalid),
        Candidate("share", 0.0, .valid),
        Candidate("share", 0, .valid),
        Candidate("share", 0.999, .valid),
        Candidate("share", 1.0, .invalid),
        Candidate("share", 1, .invalid),
        Candidate("share", -0.1, .invalid),
        Candidate("share", .double(.nan), .invalid),
        Candidate("share", .double(-.infinity), .invalid),
        Candidate("rank", .int(Int(Int32.max)), .valid),
        Candidate("rank", .int(Int(Int32.max) + 1), .invalid),
        Candidate("rank", .double(-2_147_483_649), .invalid),
        Candidate("shoes", .double(1e300), large),

        // One of several.
        Candidate("language", "rm", .valid),
        Candidate("language", .null, .valid),
        Candidate("language", "RM", .invalid),
        Candidate("language", "", .invalid),
        Candidate("login", "roots", .valid),
        Candidate("login", "root", .invalid),
        Candidate("login", .null, .valid),
        Candidate("contact", "a@b", .valid),
        Candidate("contact", "a-b", .valid),
        Candidate("contact", "A-B", .invalid),
        Candidate("contact", .null, .valid),
        Candidate("kind", "person", .valid),
        Candidate("kind", "robot", .invalid),
        Candidate("kind", .null, .valid),
        Candidate("level", 3, .valid),
        Candidate("level", 3.0, .valid),
        Candidate("level", .int32(1), .valid),
        Candidate("level", 2, .invalid),
        Candidate("level", .null, .valid),
        Candidate("role", "reader", .valid),
        Candidate("role", 1, .invalid),
        Candidate("role", "stranger", cases),

        // Arrays, sets and dictionaries.
        Candidate("tags", [], .valid),
        Candidate("tags", ["a"], .valid),
        Candidate("tags", ["b"], own),
        Candidate("tags", ["a", "", "a"], .invalid),
        Candidate("tags", ["a", "12345"], .invalid),
        Candidate("tags", ["a", "b", "c", "d"], .invalid),
        Candidate("tags", ["a", .null], .invalid),
        Candidate("tags", ["a", ["a"]], .invalid),
        Candidate("tags", "a", .invalid),
        Candidate("marks", [1, 2], .valid),
        Candidate("marks", [], .invalid),
        Candidate("marks", [1, "a"], .invalid),
        Candidate("marks", [1, 1], set),
        Candidate("scores", [:], .valid),
        Candidate("scores", ["a": 10], .valid),
        Candidate("scores", ["a": 11], .invalid),
        Candidate("scores", ["a": "b"], .invalid),
        Candidate("scores", ["A": 1], keys),
        Candidate("scores", [1], .invalid),

        // Structs within.
        Candidate("home", ["city": "Basel", "floor": 1, "more": 2], .valid),
        Candidate("home", .null, .valid),
        Candidate("home", [:], .invalid),
        Candidate("home", ["city": ""], .invalid),
        Candidate("home", ["city": "Basel", "floor": 0], .invalid),
        Candidate("home", [["city": "Basel"]], .invalid),
        Candidate("home", ["city": "Basel", "annexes": [["city": ""]]], deep),
        Candidate("home", ["city": "Basel", "annexes": [1]], .invalid),
        Candidate("homes", [["city": "a"], ["city": ""]], .invalid),
        Candidate("homes", [["city": "a"], ["floor": 1]], .invalid),
        Candidate("homes", [["city": "a"], .null], .invalid),
        Candidate("places", ["x": ["city": "a"]], .valid),
        Candidate("places", ["x": ["city": ""]], .invalid),

        // What the server cannot be told.
        Candidate("shoes", 3, own),
        Candidate("born", .date(milliseconds: 1), dates),
        Candidate("born", .date(milliseconds: 0), .valid),
        Candidate("born", "1970-01-01", .invalid),
        Candidate("kind", "company", own),
    ]

    @Test func `this program and the server take the same documents`() async throws {
        let members = try Documents<Member>.forTest()
        try await members.validator.apply()

        let wrong = try await Self.misjudged(Self.candidates, by: members)

        #expect(wrong == [])
    }

    @Test func `so they do of what stands for something else`() async throws {
        let parcels = try Documents<Parcel>.forTest()
        try await parcels.validator.apply()

        let wrong = try await Self.misjudged(ParcelCandidates.all, by: parcels)

        #expect(wrong == [])
    }

    /// Returns the documents that are not judged as they should be.
    private static func misjudged<Model: Document>(
        _ candidates: [Candidate], by documents: Documents<Model>
    ) async throws -> [String] {
        var wrong: [String] = []
        for candidate in candidates {
            let document = try candidate.document
            if isTaken(document, as: Model.self) != candidate.isTakenHere {
                wrong.append("here: \(candidate.testDescription)")
            }
            if try await isTaken(document, by: documents) != candidate.isTakenThere {
                wrong.append("there: \(candidate.testDescription)")
            }
        }
        return wrong
    }

    /// Whether the document can be read, and keeps its rules.
    private static func isTaken<Model: Document>(
        _ document: BSONDocument, as model: Model.Type
    ) -> Bool {
        do {
            try Model(reading: document).validate()
            return true
        } catch {
            return false
        }
    }

    private static func isTaken<Model: Document>(
        _ document: BSONDocument, by documents: Documents<Model>
    ) async throws -> Bool {
        do {
            try await documents.collection.insert([document])
            return true
        } catch MongoError.Code.documentValidationFailure {
            return false
        }
    }
}
