import Testing

@Suite("What does not compile of reading")
struct ReadingRefusalTests {
    /// A statement, and what the compiler has to say of it.
    static let statements = [
        (#"_ = posts.find { $0.publishedAt > 5 }"#, "'Field<Post, Date?>'"),
        (#"_ = posts.find { $0.tags.contains { $0 > 1 } }"#, "requires the types"),
        (#"_ = posts.find { $0.views.hasPrefix("a") }"#, "'Int' conform to 'TextValue'"),
        (#"_ = posts.find { $0.title.isEmpty }"#, "'isEmpty'"),
        (#"_ = posts.find { $0.title }"#, "'Field<Post, String>' to closure result"),
        (
            #"_ = posts.find { $0.views == $0.title }"#,
            "'Field<Post, String>' to expected argument type 'Field<Post, Int>'"
        ),
        (#"_ = posts.find().values { $0.titel }"#, "no member 'titel'"),
        (#"_ = posts.find().project(String.self)"#, "conform to 'Embedded'"),
        (
            #"_ = { (part: inout Total) in try await posts.save(&part) }"#,
            "'Total' to expected argument type 'Post'"
        ),
        (#"_ = posts.aggregate().match { $0.titel == "a" }"#, "no member 'titel'"),
        (#"_ = posts.aggregate().set { $0.titel = $1.title }"#, "'titel'"),
        (#"_ = posts.aggregate().set { $0.title = $1.titel }"#, "'titel'"),
        (#"_ = posts.aggregate().set { $0.title = $1.views }"#, "'Formula<Post, Int>'"),
        (
            #"_ = posts.aggregate().group(Total.self) { $0.sum = .sum($1.title) }"#,
            "call to static method 'sum'"
        ),
        (#"_ = posts.aggregate().group(Total.self) { $0.sum = $1.views }"#, "'Formula<Post, Int>'"),
        (
            #"_ = posts.aggregate().unwind(Total.self, { $0.title }, as: { $0.title })"#,
            "'Field<Post, String>'"
        ),
        (
            #"_ = posts.aggregate().unwind(Total.self, { $0.tags }, as: { $0.sum })"#,
            "Field<Total, String>"
        ),
        (
            #"_ = posts.aggregate().lookup(Total.self, posts, on: { $0.views == $1.title }, as: { $0.posts })"#,
            "'=='"
        ),
    ]

    @Test("a mistake is named where it was made", arguments: statements.indices)
    func isRefused(index: Int) async throws {
        let output = try await Self.compilation.value.output

        let place = "\(Self.firstLine + index)"
        let errors = output.split(separator: "\n").filter { line in
            let parts = line.split(separator: ":", maxSplits: 4)
            return parts.count == 5 && parts[1] == place && parts[3] == " error"
        }
        #expect(
            errors.contains { $0.contains(Self.statements[index].1) },
            "\(Self.statements[index].0) drew: \(errors.joined(separator: "\n"))")
    }

    /// What stands before the statements.
    private static let preamble = """
        import FoundationEssentials
        @Document("posts")
        struct Post {
            var id = ObjectID()
            var title: String
            var views = 0
            var publishedAt: Date?
            var tags: [String] = []
        }
        @Embedded struct Total { var title: String; var sum: Int; var posts: [Post] }
        """

    /// The line of the first statement; one that imports the mapper comes before all.
    private static let firstLine =
        preamble.split(separator: "\n", omittingEmptySubsequences: false).count + 2

    /// All statements, compiled once.
    private static let compilation = Task {
        let lines = statements.enumerated().map { index, statement in
            "func act\(index)(_ posts: Documents<Post>) { \(statement.0) }"
        }
        return try await Compilation(of: ([preamble] + lines).joined(separator: "\n"))
    }
}
