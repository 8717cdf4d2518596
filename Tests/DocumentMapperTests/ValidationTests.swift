import DocumentMapper
import FoundationEssentials
import Testing

@Suite("Validation")
struct ValidationTests {
    /// A member with a mistake, and what is said of it.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let member: Member
        let path: String
        let codes: [ValidationError.Code]
        let message: String

        init(
            _ path: String, _ codes: ValidationError.Code..., says message: String,
            _ change: (inout Member) -> Void
        ) {
            var member = Member(name: "Ada")
            change(&member)
            testDescription = "\(path) \(message)"
            self.member = member
            self.path = path
            self.codes = codes
            self.message = message
        }
    }

    static let mistakes = [
        Mistake("name", .tooShort, says: "must have at least 2 characters") { $0.name = "a" },
        Mistake("name", .tooLong, says: "must have at most 8 characters") {
            // Two flags are four scalars, and each letter is one.
            $0.name = "🇨🇭🇫🇷abcde"
        },
        Mistake("email", .email, says: "must be an email address") { $0.email = "ada@" },
        Mistake("site", .url, says: "must be a web address that begins with https:// or http://") {
            $0.site = "javascript:alert(1)"
        },
        Mistake("slug", .slug, says: "must be lower-case letters, digits and single hyphens") {
            $0.slug = "a--b"
        },
        Mistake("years", .tooSmall, says: "must be at least 0") { $0.age = -1 },
        Mistake("years", .tooLarge, says: "must be at most 150") { $0.age = 151 },
        Mistake("share", .tooLarge, says: "must be less than 1.0") { $0.share = 1 },
        Mistake("share", .tooSmall, .tooLarge, says: "must be at least 0.0") { $0.share = .nan },
        Mistake("plate", .pattern, says: "must be a number such as 'BS-12'") {
            $0.plate = "BS-12\n"
        },
        Mistake("language", .notListed, says: "must be one of: de, fr, rm") { $0.language = "en" },
        Mistake("login", .custom, says: "is taken") { $0.login = "root" },
        Mistake("contact", .custom, says: "must be an address or a slug") { $0.contact = "A B" },
        Mistake("tags", .tooLong, says: "must have at most 3 elements") {
            $0.tags = ["a", "b", "c", "d"]
        },
        Mistake("tags.1", .tooShort, .slug, says: "must have at least 1 character") {
            $0.tags = ["a", ""]
        },
        Mistake("marks", .tooShort, says: "must not be empty") { $0.marks = [] },
        Mistake("scores.A", .slug, says: "must be lower-case letters, digits and single hyphens") {
            $0.scores = ["A": 1, "b": 2]
        },
        Mistake("scores.b", .tooLarge, says: "must be at most 10") {
            $0.scores = ["a": 1, "b": 11]
        },
        Mistake("shoes", .custom, says: "must be even") { $0.shoes = 3 },
        Mistake("home.city", .tooShort, says: "must not be empty") { $0.home = .init(city: "") },
        Mistake("homes.1.floor", .tooSmall, says: "must be at least 1") {
            $0.homes = [.init(city: "a"), .init(city: "b", floor: 0)]
        },
        Mistake("homes.0.annexes.0.city", .tooShort, says: "must not be empty") {
            $0.homes = [.init(city: "a", annexes: [.init(city: "")])]
        },
        Mistake("places.north.city", .tooShort, says: "must not be empty") {
            $0.places = ["north": .init(city: "")]
        },
        Mistake("", .custom, says: "needs an address or a site") { $0.kind = .company },
    ]

    @Test("a broken rule is reported at its path, with its kind", arguments: mistakes)
    func reports(mistake: Mistake) throws {
        let error = #expect(throws: ValidationError.self) { try mistake.member.validate() }

        #expect(error?.failures.keys.sorted() == [mistake.path])
        #expect(error?.failures[mistake.path]?.map(\.code) == mistake.codes)
        #expect(error?.failures[mistake.path]?.first?.message == mistake.message)
    }

    @Test func `a document that keeps its rules is valid, and nil breaks none`() throws {
        try Member(name: "Ada").validate()
        try Member(
            name: "Ada", email: "a.b+c@example.org", site: "https://example.org/a?b=%20#c",
            slug: "a-1", plate: "BS-12", language: "rm", contact: "a@b", tags: ["a-1"],
            scores: ["a": 0], home: .init(city: "Basel", floor: 1)
        ).validate()
    }

    @Test func `every rule that is broken is reported at once`() {
        var member = Member(name: "", age: -1, tags: ["a", ""])
        member.home = .init(city: "")

        let error = #expect(throws: ValidationError.self) { try member.validate() }

        #expect(error?.failures.keys.sorted() == ["home.city", "name", "tags.1", "years"])
    }

    @Test func `a rule between properties is reported at each that it blames`() {
        let member = Member(name: "Ada", slug: "a", tags: ["b"])

        let error = #expect(throws: ValidationError.self) { try member.validate() }

        #expect(error?.collection == "members")
        #expect(error?.messages(at: Member.fields.slug) == ["must be among the tags"])
        #expect(error?.messages(at: Member.fields.tags) == ["must be among the tags"])
    }

    @Test func `a translator is given the limits of the rule`() {
        let error = #expect(throws: ValidationError.self) { try Member(name: "a").validate() }

        #expect(error?.failures["name"]?.first?.limits == ["minimum": 2])
    }

    @Test func `no value of the document is in the error's description`() {
        let member = Member(name: "secret-secret", email: "secret")

        let error = #expect(throws: ValidationError.self) { try member.validate() }

        #expect(
            error?.description
                == "The document of 'members' breaks its rules (email: must be an email address; name: must have at most 8 characters)."
        )
    }

    @Test func `the keys of a dictionary are no words for a log`() {
        var member = Member(name: "Ada", scores: ["SECRET": 11])
        member.places = ["SECRET": .init(city: "")]

        let error = #expect(throws: ValidationError.self) { try member.validate() }

        #expect(error?.failures.keys.sorted() == ["places.SECRET.city", "scores.SECRET"])
        #expect(error?.description.contains("places.*.city: must not be empty") == true)
        #expect(error.map { "\($0) \(String(reflecting: $0))".contains("SECRET") } == false)
    }

    @Test func `letters that only look alike are told apart, as the server does`() {
        let rule = Rule<String>.oneOf(["caf\u{E9}"])
        var validation = Validation()

        rule.check("cafe\u{301}", &validation)

        #expect(validation.failures[""]?.map(\.code) == [.notListed])
    }

    @Test func `a form finds what is wrong with elements beside their array`() {
        var member = Member(name: "Ada")
        member.tags = ["a", "", "B", "A"]

        let error = #expect(throws: ValidationError.self) { try member.validate() }

        #expect(
            error?.messages(within: Member.fields.tags) == [
                "must have at most 3 elements", "must have at least 1 character",
                "must be lower-case letters, digits and single hyphens",
            ])
        #expect(error?.messages(within: Member.fields.name) == [])
    }
}
