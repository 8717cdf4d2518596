import DocumentMapper
import FoundationEssentials

/// A model with every rule there is.
@Document("members")
struct Member {
    var id = ObjectID()
    @Rules(.length(2...8)) var name: String
    @Rules(.email) var email: String?
    @Rules(.url) var site: String?
    @Rules(.slug, .length(...20)) var slug = "a"
    @Rules(.range(0...150)) @Key("years") var age = 30
    @Rules(.range(0..<1)) var share = 0.5
    @Rules(.pattern("^[A-Z]{2}-\\d+$", "must be a number such as 'BS-12'")) var plate: String?
    @Rules(.oneOf(["de", "fr", "rm"])) var language: String?
    @Rules(.not(.oneOf(["root", "admin"]), "is taken")) var login = "a"
    @Rules(.any(of: [.email, .slug], "must be an address or a slug")) var contact: String?
    @Rules(.length(...3), .each(.length(1...4), .slug)) var tags: [String] = []
    @Rules(.notEmpty) var marks: Set<Int> = [1]
    @Rules(.keys(.slug), .values(.range(0...10))) var scores: [String: Int] = [:]
    @Rules(.custom("must be even") { (count: Int) in count.isMultiple(of: 2) }) var shoes = 2
    @Rules(.range(...Date(timeIntervalSince1970: 0))) var born: Date?
    var kind = Kind.person
    var level: Level?
    var role: Role?
    var home: Home?
    var homes: [Home] = []
    var places: [String: Home] = [:]
    var rank: Int32 = 0
    var extra: BSONValue?

    /// An enum that knows its cases.
    enum Kind: String, BSONCodable, CaseIterable {
        case person, company
    }

    /// An enum of numbers, and not all of them.
    enum Level: Int, BSONCodable, CaseIterable {
        case low = 1
        case high = 3
    }

    /// An enum that does not tell its cases.
    enum Role: String, BSONCodable {
        case reader, writer
    }

    /// A struct with rules of its own, and others of its kind within it.
    @Embedded
    struct Home {
        @Rules(.notEmpty) var city: String
        @Rules(.range(1...)) var floor: Int?
        var annexes: [Home] = []
    }
}

extension Member {
    static let rules: [DocumentRule<Member>] = [
        DocumentRule("must be among the tags", blaming: { [$0.slug, $0.tags] }) {
            $0.tags.isEmpty || $0.tags.contains($0.slug)
        },
        DocumentRule("needs an address or a site") {
            $0.kind == .person || $0.email != nil || $0.site != nil
        },
    ]
}
