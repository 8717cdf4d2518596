import Testing

@Suite("What @Document writes")
struct ExpansionTests {
    @Test func `a document is read, written and named property by property`() {
        let expansion = Expansion(
            of: """
                @Document("posts")
                struct Post {
                    var title: String
                    var id = ObjectID()
                    @Key("created") var createdAt: Date = .now
                    var publishedAt: Date?
                    @Version var version = 0
                }
                """)

        #expect(
            expansion.source == """
                struct Post {
                    var title: String
                    var id = ObjectID()
                    var createdAt: Date = .now
                    var publishedAt: Date?
                    var version = 0

                    /// What the database held when this document was read, so that saving writes only what changed.
                    var snapshot = DocumentMapper.Snapshot()
                }

                nonisolated extension Post: DocumentMapper.Embedded, DocumentMapper.Document {
                    static let collection = "posts"

                    static let versionField: DocumentMapper.VersionField<Post>? =
                        DocumentMapper.VersionField("version", \\Post.version)

                    nonisolated final class Fields: Sendable {
                        let title = DocumentMapper.Field("title", \\Post.title)
                        let id = DocumentMapper.Field("_id", \\Post.id)
                        let createdAt = DocumentMapper.Field("created", \\Post.createdAt)
                        let publishedAt = DocumentMapper.Field("publishedAt", \\Post.publishedAt)
                        let version = DocumentMapper.Field("version", \\Post.version)
                    }

                    static let fields = Fields()

                    static let properties: [DocumentMapper.Property<Post>] = [
                        DocumentMapper.Property("title", "title", \\Post.title, isRequired: true),
                        DocumentMapper.Property("_id", "id", \\Post.id, isRequired: true),
                        DocumentMapper.Property("created", "createdAt", \\Post.createdAt, isRequired: false),
                        DocumentMapper.Property("publishedAt", "publishedAt", optional: \\Post.publishedAt),
                        DocumentMapper.Property("version", "version", \\Post.version, isRequired: false),
                    ]

                    init(from reader: inout BSONReader) throws(BSONError) {
                        self.init(
                            title: try reader.require("title"),
                            id: try reader.require("_id"),
                            createdAt: try reader.value("created") ?? DocumentMapper.InitialValue.called(.now),
                            publishedAt: try reader.value("publishedAt"),
                            version: try reader.value("version") ?? (0)
                        )
                    }

                    func write(to writer: inout BSONWriter) {
                        writer.document { writer in
                            writer.append("_id", self.id)
                            writer.append("title", self.title)
                            writer.append("created", self.createdAt)
                            writer.append("publishedAt", self.publishedAt)
                            writer.append("version", self.version)
                        }
                    }
                }
                """)
    }

    @Test func `an embedded struct has neither a collection nor a snapshot`() {
        let expansion = Expansion(
            of: """
                @Embedded
                struct Address {
                    var id: Int
                    var city: String
                }
                """)

        #expect(
            expansion.source == """
                struct Address {
                    var id: Int
                    var city: String
                }

                nonisolated extension Address: DocumentMapper.Embedded {
                    nonisolated final class Fields: Sendable {
                        let id = DocumentMapper.Field("id", \\Address.id)
                        let city = DocumentMapper.Field("city", \\Address.city)
                    }

                    static let fields = Fields()

                    static let properties: [DocumentMapper.Property<Address>] = [
                        DocumentMapper.Property("id", "id", \\Address.id, isRequired: true),
                        DocumentMapper.Property("city", "city", \\Address.city, isRequired: true),
                    ]

                    init(from reader: inout BSONReader) throws(BSONError) {
                        self.init(
                            id: try reader.require("id"),
                            city: try reader.require("city")
                        )
                    }

                    func write(to writer: inout BSONWriter) {
                        writer.document { writer in
                            writer.append("id", self.id)
                            writer.append("city", self.city)
                        }
                    }
                }
                """)
    }

    @Test(
        "members are as visible as their struct",
        arguments: ["public", "package"])
    func visibility(access: String) {
        let expansion = Expansion(
            of: "@Document(\"posts\") \(access) struct Post { \(access) var id: Int }")

        let declared = [
            "static let", "nonisolated final class Fields", "init(from", "func write",
            "var snapshot",
        ]
        let shut = declared.filter { !expansion.source.contains("\(access) \($0)") }
        #expect(shut == [])
    }

    @Test func `a field is as visible as its property`() {
        let expansion = Expansion(
            of: """
                @Embedded public struct Secret {
                    public private(set) var seen: Int
                    var kept: Int
                    private var hidden: Int
                }
                """)

        let fields = expansion.lines.compactMap { $0.split(separator: " = ").first }
            .filter { $0.contains("let ") && !$0.contains("static") }
        #expect(fields == ["public let seen", "let kept", "fileprivate let hidden"])
    }

    @Test func `a struct with an initializer of its own has its properties assigned`() {
        let expansion = Expansion(
            of: """
                @Embedded struct Point {
                    let x: Int
                    var note: String?
                    init(x: Int) { self.x = x }
                }
                """)

        let assignments = expansion.lines.filter { $0.contains("try reader") }
        #expect(
            assignments == [
                "self.x = try reader.require(\"x\")", "self.note = try reader.value(\"note\")",
            ])
    }

    @Test func `a property named by a keyword keeps its backticks out of the document`() {
        let expansion = Expansion(of: "@Embedded struct Rule { var `default`: Bool }")

        #expect(expansion.lines.contains("writer.append(\"default\", self.`default`)"))
        #expect(expansion.lines.contains("default: try reader.require(\"default\")"))
    }

    @Test func `names that share one type annotation are each stored`() {
        let expansion = Expansion(of: "@Embedded struct Box { var width, height: Double? }")

        let readings = expansion.lines.filter { $0.contains("try reader") }
        #expect(
            readings == [
                "width: try reader.value(\"width\"),", "height: try reader.value(\"height\")",
            ])
    }

    @Test func `a missing optional reads back as nil, whatever its initial value`() {
        let expansion = Expansion(of: "@Embedded struct Note { var read: Bool? = true }")

        #expect(expansion.lines.contains("read: try reader.value(\"read\")"))
    }

    @Test func `computed and static properties are not stored, observed ones are`() {
        let expansion = Expansion(
            of: """
                @Embedded struct Shape {
                    static let sides = 4
                    var area: Int { width * width }
                    var edge: Int { get { width } set { width = newValue } }
                    var width: Int { didSet { print(width) } }
                }
                """)

        let written = expansion.lines.filter { $0.hasPrefix("writer.append") }
        #expect(written == ["writer.append(\"width\", self.width)"])
    }

    @Test func `rules are given to the property in the words they were written in`() {
        let expansion = Expansion(
            of: """
                @Embedded struct Note {
                    @Rules(.length(1...80), .oneOf(["a", "b"])) var title: String
                    @Rules(.notEmpty) @Rules(.length(...9)) var tags: [String]?
                }
                """)

        let properties = expansion.lines.filter { $0.hasPrefix("DocumentMapper.Property") }
        #expect(
            properties == [
                #"DocumentMapper.Property("title", "title", \Note.title, isRequired: true, rules: .length(1 ... 80), .oneOf(["a", "b"])),"#,
                #"DocumentMapper.Property("tags", "tags", optional: \Note.tags, rules: .notEmpty, .length(...9)),"#,
            ])
    }

    @Test func `the times that a document notes are named`() {
        let expansion = Expansion(
            of: """
                @Document("notes") struct Note {
                    var id: Int
                    @CreatedAt @Key("made") var createdAt = Date.now
                    @UpdatedAt var updatedAt: Date = .now
                    @DeletedAt var deletedAt: Date?
                }
                """)

        let times = expansion.lines.filter {
            $0.contains("DateField(") || $0.contains("DeletionField(")
        }
        #expect(
            times == [
                #"created: DocumentMapper.DateField("made", \Note.createdAt),"#,
                #"updated: DocumentMapper.DateField("updatedAt", \Note.updatedAt))"#,
                #"DocumentMapper.DeletionField("deletedAt", \Note.deletedAt)"#,
            ])
    }

    @Test func `an initial value keeps its operators to itself`() {
        let expansion = Expansion(of: "@Embedded struct Door { var open: Bool = a ? b : c || d }")

        #expect(
            expansion.lines.contains(
                "open: try reader.value(\"open\") ?? DocumentMapper.InitialValue.called(a ? b : c || d)"
            ))
    }

    @Test func `an attribute may name its module`() {
        let expansion = Expansion(
            of: """
                @Document("notes") struct Note {
                    var id: Int
                    @DocumentMapper.Key("t") var text: String
                    @DocumentMapper.Version var edits = 0
                }
                """)

        #expect(expansion.lines.contains("writer.append(\"t\", self.text)"))
        #expect(expansion.source.contains("VersionField(\"edits\", \\Note.edits)"))
    }
}
