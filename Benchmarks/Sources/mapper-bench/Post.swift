import DocumentMapper
import FoundationEssentials

/// The document of every workload: an article of the usual length.
@Document("posts")
struct Post {
    /// The number of bytes of a body.
    static let bodySize = 3600

    private static let text = String(repeating: "x", count: bodySize)

    var id = ObjectID()
    var title: String
    var slug: String
    var body: String
    var tags: [String]
    var authorID: ObjectID
    var createdAt: Date
    var published: Bool
    var revision: Int32

    static let indexes: [Index<Post>] = [
        .on { $0.slug },
        .on { $0.createdAt.descending },
    ]
}

// Within the struct it would take away the memberwise initializer, which reads a document
// without calling for the identifier that a new one gets.
extension Post {
    /// The article of a number, an hour younger than the one before it.
    init(number: Int) {
        self.init(
            title: "Ink Stone River Paper Lantern",
            slug: "post-\(number)",
            body: Self.text,
            tags: ["swift", "mongodb"],
            authorID: ObjectID(),
            createdAt: Date(timeIntervalSince1970: 1_704_067_200 + Double(number) * 3600),
            published: true,
            revision: 1)
    }
}
