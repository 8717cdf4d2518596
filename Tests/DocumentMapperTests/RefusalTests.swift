import Testing

/// A program that must not compile, and what its author should read.
struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let program: String
    let message: String

    /// A declaration.
    init(declaring source: String, says message: String) {
        testDescription = source
        program = source
        self.message = message
    }

    /// A statement, where there is a post and its documents.
    init(_ source: String, says message: String) {
        testDescription = source
        self.message = message
        program = """
            @Document("posts") struct Post {
                var id = ObjectID()
                var title: String
                var views = 0
                var note: String?
                var tags: [String] = []
                var place = Place(city: "")
            }
            @Embedded struct Place { var city: String }
            func act(_ posts: Documents<Post>, _ post: Post) async throws {
                \(source)
            }
            """
    }
}

@Suite("What does not compile", .serialized)
struct RefusalTests {
    static let refusals = [
        // Fields that are not there.
        Refusal(
            #"_ = posts.find { $0.titel == "a" }"#,
            says: "value of type 'Post.Fields' has no member 'titel'"),
        Refusal(
            #"_ = posts.find { $0.place.town == "a" }"#,
            says: "value of type 'Field<Post, Place>' has no dynamic member 'town'"),
        Refusal(
            "_ = posts.find().sort { $0.veiws.ascending }",
            says: "value of type 'Post.Fields' has no member 'veiws'"),
        Refusal(
            #"try await posts.update(post.id) { $0.titel.set("a") }"#,
            says: "value of type 'Post.Fields' has no member 'titel'"),
        Refusal(
            #"try await posts.delete { $0.titel == "a" }"#,
            says: "value of type 'Post.Fields' has no member 'titel'"),
        Refusal(
            #"_ = Index<Post>.on(\.titel)"#,
            says: "value of type 'Post.Fields' has no member 'titel'"),
        Refusal(
            "_ = try await [post].resolve(\\.title, in: posts)",
            says: "cannot convert value of type 'KeyPath<Post, String>'"),

        // Values of another type.
        Refusal("_ = posts.find { $0.title == 5 }", says: "binary operator '=='"),
        Refusal(
            #"_ = posts.find { $0.views < "a" }"#, says: "requires the types 'Int' and 'String?'"),
        Refusal(
            #"_ = Index<Post>.on(where: { $0.views > "a" }) { $0.title }"#,
            says: "requires the types 'Int' and 'String?'"),
        Refusal(
            """
            try await posts.upsert(where: { $0.title == 5 }, orInsert: post) {
                $0.views.increment()
            }
            """,
            says: "operands of type 'Field<Post, String>' and 'Int'"),
        Refusal("_ = posts.find { $0.tags.contains(5) }", says: "cannot convert value"),
        Refusal("_ = posts.find { $0.title == nil }", says: "nil"),
        Refusal(
            "try await posts.update(post.id) { $0.title.set(5) }", says: "cannot convert value"),
        Refusal(
            "try await posts.update(post.id) { $0.title.increment() }",
            says: "(aka 'String') conform to 'NumberValue'"),
        Refusal(
            "try await posts.update(post.id) { $0.views.push(1) }",
            says: "(aka 'Int') conform to 'ArrayValue'"),
        Refusal(
            "try await posts.update(post.id) { $0.title.unset() }",
            says: "(aka 'String') and 'Wrapped?' be equivalent"),
        Refusal(#"_ = try await posts.find(id: "a")"#, says: "cannot convert value"),

        Refusal(
            declaring: """
                @Embedded struct A { var rank: Rank }
                enum Rank: String, BSONCodable, Comparable {
                    case low, high
                    static func < (a: Rank, b: Rank) -> Bool { a == .low && b == .high }
                }
                let filter = A.fields.rank < .high
                """,
            says: "'<' cannot be applied to operands of type 'Field<A, Rank>' and 'Rank'"),

        // Rules for another type.
        Refusal(
            declaring: "@Embedded struct A { @Rules(.email) var count: Int }",
            says: "'email' is unavailable: only text is an email address"),
        Refusal(
            declaring: "@Embedded struct A { @Rules(.length(1...)) var count: Int }",
            says:
                "'length' is unavailable: only text, arrays, sets and dictionaries have a length"),
        Refusal(
            declaring: "@Embedded struct A { @Rules(.range(0...5)) var name: String? }",
            says: "'range' is unavailable: a range holds values of the property's own type"),
        Refusal(
            declaring: "@Embedded struct A { @Rules(.each(.slug)) var name: String }",
            says: "static method 'each' requires the types 'String' and"),
        Refusal(
            declaring: #"@Embedded struct A { @Rules(.oneOf(["a"])) var count: Int }"#,
            says: "cannot convert value of type 'String' to expected element type 'Int'"),
        Refusal(
            declaring: "@Embedded struct A { @Rules(.lenght(1...)) var name: String }",
            says: "type 'RuleExpression' has no member 'lenght'"),

        // Properties that cannot be stored.
        Refusal(
            declaring: "struct Plain {}; @Embedded struct A { var plain: Plain }",
            says: "conform to 'BSONDecodable'"),
        Refusal(
            declaring: "@Embedded class A { var count = 0 }",
            says: "@Embedded stores the properties of a struct; make 'A' a struct"),
    ]

    @Test("a mistake is refused with a reason", arguments: refusals)
    func refuses(refusal: Refusal) async throws {
        let compilation = try await Compilation(of: refusal.program)

        let isSaid = compilation.errors.contains { $0.contains(refusal.message) }
        #expect(isSaid, "\(compilation.output)")
    }

    @Test func `a program without a mistake compiles`() async throws {
        let sound = Refusal(
            #"_ = try await posts.find { $0.title == "a" && $0.place.city != "b" }.all()"#,
            says: "")

        let compilation = try await Compilation(of: sound.program)

        #expect(compilation.output == "")
    }
}
