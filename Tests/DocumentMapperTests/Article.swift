public import DocumentMapper
import FoundationEssentials

/// A model that uses what a model can.
@Document("articles")
struct Article: Hashable {
    var id = ObjectID()
    var title: String
    var slug: String
    var tags: [String] = []
    @Key("created") var createdAt = Date(timeIntervalSince1970: 0)
    var publishedAt: Date?
    var views = 0
    var status = Status.draft
    var place: Place?
    var comments: [Comment] = []
    var scores: [String: Double] = [:]
    private(set) var isPinned = false
    @Version var version = 0

    enum Status: String, BSONCodable {
        case draft, published
    }
}

extension Article {
    static let indexes: [Index<Article>] = [
        .unique(\.slug),
        .on { [$0.status.ascending, $0.createdAt.descending] },
    ]
}

/// A struct within a document.
@Embedded
struct Place: Hashable {
    var city: String
    var zip: String?
    var position: Position?

    /// A struct within a struct.
    @Embedded
    struct Position: Hashable {
        let x: Double
        let y: Double

        init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }
}

/// An element of a list.
@Embedded
struct Comment: Hashable {
    var author: String
    var isHidden = false
}

/// A model without a version, as visible as can be.
@Document("notes")
public struct Note {
    /// What tells one note from another.
    public var id: Int
    private var text: String
    var raw: BSONDocument?

    init(id: Int, text: String) {
        self.id = id
        self.text = text
    }

    var words: String { text }

    mutating func write(_ words: String) { text = words }
}

/// A model whose memberwise initializer nobody else can see.
@Document("counters")
struct Counter {
    let id: String
    private var count = 0

    static func starting(_ id: String) -> Counter { Counter(id: id, count: 1) }

    mutating func next() -> Int {
        count += 1
        return count
    }
}
