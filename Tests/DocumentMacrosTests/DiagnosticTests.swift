import Testing

/// A model with a mistake in it, and what its author should read.
struct Mistaken: Sendable, CustomTestStringConvertible {
    let source: String
    let message: String
    let place: String

    init(_ source: String, draws message: String, at place: String) {
        self.source = source
        self.message = message
        self.place = place
    }

    var testDescription: String { source }
}

@Suite("What @Document refuses")
struct DiagnosticTests {
    static let models = [
        Mistaken(
            "@Document(\"a\") class C {}",
            draws: "@Document stores the properties of a struct; make 'C' a struct", at: "class"),
        Mistaken(
            "@Document(\"a\") actor E {}",
            draws: "@Document stores the properties of a struct; make 'E' a struct", at: "actor"),
        Mistaken(
            "@Embedded enum E { case a, b }",
            draws:
                "no case of 'E' holds a value; store it as its raw value: 'enum E: String, BSONCodable'",
            at: "E"),
        Mistaken(
            "@Embedded enum E { case a(n: Int, Int) }",
            draws:
                "name each value of 'a', so that each has a name to be stored under", at: "Int"),
        Mistaken(
            "@Embedded enum E { case a(_type: Int) }",
            draws:
                "'_type' says which case is stored; name the value otherwise, or write @Embedded(discriminator: …)",
            at: "_type: Int"),
        Mistaken(
            "@Embedded enum E { @Key(\"x\") case a(n: Int), b }",
            draws: "several cases cannot share a key; write each on its own line",
            at: "@Key(\"x\")"),
        Mistaken(
            "@Embedded enum E { case a(n: Int); @Key(\"a\") case b }",
            draws: "'a' and 'b' are both stored as \"a\"; give one another @Key", at: "E"),
        Mistaken(
            "@Embedded enum E<T> { case a(n: T) }",
            draws:
                "@Embedded cannot store a generic enum, whose values have no one type; write out an enum for each",
            at: "<T>"),
        Mistaken(
            "@Embedded(discriminator: \"a.b\") enum E { case a(n: Int) }",
            draws:
                "name the discriminator with letters, digits and '_', as in @Embedded(discriminator: \"kind\")",
            at: "@Embedded(discriminator: \"a.b\")"),
        Mistaken(
            "@Embedded(discriminator: \"kind\") struct S { var a: Int }",
            draws: "only an enum has a discriminator; remove it",
            at: "@Embedded(discriminator: \"kind\")"),
        Mistaken(
            "@Embedded struct Pair<First> { var first: First }",
            draws:
                "@Embedded cannot store a generic struct, whose elements have no one type; write out a struct for each",
            at: "<First>"),
        Mistaken(
            "@Document(\"a\") struct A { var title: String }",
            draws: "a document needs an identifier: add 'var id = ObjectID()'", at: "A"),
        Mistaken(
            "@Document(name) struct A { var id: Int }",
            draws: "name the collection with a plain string, as in @Document(\"posts\")",
            at: "@Document(name)"),
        Mistaken(
            "@Document(\"$cmd\") struct A { var id: Int }",
            draws:
                "MongoDB takes no collection called '$cmd'; use letters, digits, '.' and '_', and not 'system.'",
            at: "@Document(\"$cmd\")"),
        Mistaken(
            "@Document(\"a\") struct A { let id = ObjectID() }",
            draws:
                "'id' is a 'let' with a value, so a stored document could never give it another; make it a 'var', or 'static'",
            at: "let"),
        Mistaken(
            "@Embedded struct A { var now = makeDate() }",
            draws: "write the type of 'now', as in 'var now: String = …'", at: "now"),
        Mistaken(
            "@Embedded struct A { var (x, y) = (1, 2) }",
            draws: "declare each property on its own, so that each has a name to be stored under",
            at: "(x, y)"),
        Mistaken(
            "@Embedded struct A { @Key(\"b\") var a: Int; var b: Int }",
            draws: "'a' and 'b' are both stored as \"b\"; give one another @Key", at: "b"),
        Mistaken(
            "@Embedded struct A { @Key(\"n\") var a: Int { 1 } }",
            draws: "only a stored property is written to the document; remove this attribute",
            at: "@Key(\"n\")"),
        Mistaken(
            "@Embedded struct A { lazy var a: Int = 1 }",
            draws: "a lazy property cannot be stored; make it computed, or give it a value",
            at: "lazy"),
        Mistaken(
            "@Embedded struct A { @Key(name) var a: Int }",
            draws: "a key must be a plain string, as in @Key(\"created\")", at: "@Key(name)"),
        Mistaken(
            "@Embedded struct A { @Key(\"a.b\") var a: Int }",
            draws:
                "MongoDB reads 'a.b' as an operator or a path; use a key without '$', '.' and '\\'",
            at: "@Key(\"a.b\")"),
        Mistaken(
            "@Document(\"a\") struct A { var id: Int; @Key(\"_id\") var name: String }",
            draws:
                "MongoDB's '_id' is always the property 'id', and 'id' is always '_id'; remove @Key",
            at: "@Key(\"_id\")"),
        Mistaken(
            "@Document(\"a\") struct A { var id: ObjectID? }",
            draws:
                "an identifier cannot be optional: every stored document has one; write 'var id = ObjectID()'",
            at: "id"),
        Mistaken(
            "@Embedded struct A { @Key(#\"a\"b\"#) var a: Int }",
            draws: "a key cannot hold a quotation mark or a line break", at: "@Key(#\"a\"b\"#)"),
        Mistaken(
            "@Document(\"a\") struct A { var id: Int; var snapshot: Int }",
            draws:
                "'snapshot' is the mapper's own memory of the stored document; call the property otherwise and add @Key(\"snapshot\")",
            at: "snapshot"),
        Mistaken(
            "@Document(\"a\") struct A { var id: Int; @Version var version: String }",
            draws: "a version counts saves; declare it as 'var version = 0'", at: "@Version"),
        Mistaken(
            "@Document(\"a\") struct A { var id: Int; @Version let version: Int }",
            draws: "saving changes the version; make it a 'var'", at: "let"),
        Mistaken(
            "@Document(\"a\") struct A { var id: Int; @Version var v = 0; @Version var w = 0 }",
            draws: "'v' is the version already; a document has one", at: "w"),
        Mistaken(
            "@Embedded struct A { @Version var version = 0 }",
            draws: "only a document has a version; remove @Version", at: "@Version"),
        Mistaken(
            "@Document(\"a\") struct A { var id: Int; @CreatedAt var made: String }",
            draws: "@CreatedAt is a date; declare it as 'var createdAt = Date.now'",
            at: "@CreatedAt"),
        Mistaken(
            "@Document(\"a\") struct A { var id: Int; @DeletedAt var gone = Date.now }",
            draws: "@DeletedAt is a date; declare it as 'var deletedAt: Date?'",
            at: "@DeletedAt"),
        Mistaken(
            "@Document(\"a\") struct A { var id: Int; @UpdatedAt let at: Date }",
            draws: "saving changes the time; make it a 'var'", at: "let"),
        Mistaken(
            "@Document(\"a\") struct A { var id: Int; @CreatedAt var a = Date(); @CreatedAt var b = Date() }",
            draws: "'a' is marked @CreatedAt already; a document has one", at: "b"),
        Mistaken(
            "@Embedded struct A { @UpdatedAt var at = Date.now }",
            draws: "only a document notes its times; remove @UpdatedAt", at: "@UpdatedAt"),
        Mistaken(
            "@Embedded struct A { @Rules(.notEmpty) var a: String { \"\" } }",
            draws: "only a stored property is written to the document; remove this attribute",
            at: "@Rules(.notEmpty)"),
        Mistaken(
            "@Embedded struct A { @Unknown var rest: [String: Int] }",
            draws:
                "@Unknown holds what is no property's; declare it as '@Unknown var rest = BSONDocument()'",
            at: "@Unknown"),
        Mistaken(
            "@Embedded struct A { @Unknown @Key(\"a\") var rest = BSONDocument() }",
            draws: "what @Unknown holds has keys of its own; remove this attribute",
            at: "@Key(\"a\")"),
        Mistaken(
            "@Embedded struct A { @Unknown var a = BSONDocument(); @Unknown var b = BSONDocument() }",
            draws: "a model has one property that is @Unknown", at: "b"),
        Mistaken(
            "@Embedded struct A { var `self`: Int }",
            draws:
                "Swift reads '.self' as something else; call the property otherwise and add @Key(\"self\")",
            at: "`self`"),
        Mistaken(
            "@Embedded struct A { var a: Int; enum Fields {} }",
            draws:
                "'Fields' is what the mapper calls the names of the properties; call this type otherwise",
            at: "Fields"),
        Mistaken(
            "@Document(\"a\", type: name) struct A { var id: Int }",
            draws:
                "name the type with a plain string, as in @Document(\"media\", type: \"photo\")",
            at: "name"),
        Mistaken(
            "@Document(\"a\", type: \"b\") struct A { var id: Int; var _type: String }",
            draws: "'_type' says which model a document is of; give the property another @Key",
            at: "_type"),
        Mistaken(
            "@Document(\"a\", type: \"b\") enum A { case b(B) }",
            draws: "each case of an enum has a type of its own; remove this", at: "\"b\""),
        Mistaken(
            "@Document(\"a\") enum A { case b(B), c }",
            draws:
                "each case of a collection's enum holds one document, as in 'case photo(Photo)'",
            at: "c"),
        Mistaken(
            "@Document(\"a\") enum A {}",
            draws:
                "each case of a collection's enum holds one document, as in 'case photo(Photo)'",
            at: "A"),
        Mistaken(
            "@Embedded struct A {\n#if DEBUG\nvar a: Int\n#endif\n}",
            draws:
                "a stored property cannot depend on '#if': every build must read the same documents",
            at: "#if DEBUG\nvar a: Int\n#endif"),
    ]

    @Test("a mistake is reported where it is made, with what to do", arguments: models)
    func reports(model: Mistaken) {
        let expansion = Expansion(of: model.source)

        #expect(expansion.diagnostics == [model.message])
        #expect(expansion.places == [model.place])
    }

    @Test func `nothing is written for a model with a mistake`() {
        let expansion = Expansion(of: "@Embedded struct A { @Key(\"\") var a: Int }")

        #expect(!expansion.source.contains("extension"))
    }

    @Test(
        "a mistake with one remedy offers it",
        arguments: [
            ("@Document(\"a\") struct A {}", "add 'var id = ObjectID()'"),
            ("@Embedded struct A { let a = 1 }", "make it a 'var'"),
        ])
    func remedy(source: String, words: String) {
        let expansion = Expansion(of: source)

        #expect(expansion.remedies == [words])
    }

    @Test(
        "an initial value that reading would call for is reported",
        arguments: [
            ("make()", true), (".make()", true), ("Token.next()", true), ("[make()]", true),
            ("{ Token() }()", true), ("Token()", false), (".init(1)", false), ("Set<Int>()", false),
            ("[Int]()", false), (".now", false), ("1", false),
        ])
    func calledValue(value: String, isReported: Bool) {
        let property = "@Embedded struct A { var a: Token = \(value)"
        let separate = Expansion(of: "\(property) }")
        let within = Expansion(of: "\(property); init(b: Int) {} }")

        #expect(separate.diagnostics == [])
        #expect(within.diagnostics.count == (isReported ? 1 : 0))
        #expect(within.places == (isReported ? [value] : []))
        #expect(within.source.contains("extension"))
    }
}
