import DocumentMapper
import FoundationEssentials

/// A model to ask questions about.
@Document("novels")
struct Novel: Hashable {
    var id = ObjectID()
    var title: String
    var author = "ada"
    var pages = 0
    var copies = 0
    var rating: Double?
    var subjects: [String] = []
    var ratings: [Int] = []
    var reviews: [Review] = []
    var publisher: Publisher?
    var place: GeoPoint?
    var printedAt: Date?
    var remark: BSONValue?

    /// A struct within a document.
    @Embedded
    struct Publisher: Hashable {
        var name: String
        var city: String?
    }

    /// An element of a list.
    @Embedded
    struct Review: Hashable {
        var by: String
        var stars = 0
    }
}

extension Novel {
    static let indexes: [Index<Novel>] = [.on { [$0.pages.ascending, $0.id.ascending] }]
}

/// A model that others refer to.
@Document("writers")
struct Writer: Hashable {
    var id: String
    var name: String
    var languages: [String] = []
}

extension Documents {
    /// Inserts documents and returns the collection.
    @discardableResult
    static func holding(_ documents: [Model]) async throws -> Documents {
        let collection = try Documents.forTest()
        try await collection.insert(contentsOf: documents)
        return collection
    }
}

/// A model whose documents are kept after their deletion.
@Document("letters")
struct Letter: Hashable {
    var id: Int
    var text = "text"
    @DeletedAt var deletedAt: Date?
}
