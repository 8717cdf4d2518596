import MongoClient
import Testing

@Suite("Messages without values")
struct MessageTests {
    @Test(arguments: [
        (
            "E11000 duplicate key error collection: a.b index: c_1 dup key: { c: \"secret\" }",
            "E11000 duplicate key error collection: a.b index: c_1"
        ),
        (
            "Cannot create field 'x' in element {a: {b: \"secret}\"}} twice",
            "Cannot create field … twice"
        ),
        ("Failed to parse \"secret\"", "Failed to parse …"),
        ("Cannot cast 'secret' twice", "Cannot cast … twice"),
        ("in { a: \"1\" sec\"ret\" }: bad", "in …: bad"),
        ("in { a: \"} secret { \" }: bad", "in …: bad"),
        ("in \"\u{301}secret\"\u{301}", "in …\u{301}"),
        ("in { a: 1 } found 42 of 7", "in … found …"),
        ("unknown operator: $nonsense", "unknown operator: $nonsense"),
        ("}odd{ after", "… after"),
        ("", ""),
    ])
    func `quoted values are left out`(message: String, expected: String) {
        #expect(MongoError.withoutValues(message) == expected)
    }

    @Test func `nothing is kept of a value that the driver has cut off`() {
        let message = "in { a: \"1\", b: " + String(repeating: "secret", count: 100)

        let kept = MongoError.withoutValues(String(message.prefix(503)))

        #expect(kept == "in …")
    }
}
