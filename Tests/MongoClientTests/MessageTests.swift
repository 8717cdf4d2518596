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
        (
            "Failed to apply $inc operations to current value ((NumberLong)9223372036854775807) "
                + "for document {_id: 1}",
            "Failed to apply $inc operations to current value …"
        ),
        (
            "$range requires a starting value, found value: 4111111111111111",
            "$range requires a starting value, found value: …"
        ),
        ("$convert has an onError value: true story", "$convert has an onError value: …"),
        ("found value: /secret words/", "found value: …"),
        ("no such id 5f00aa and deadbeef", "no such id …"),
        ("at BinData(0, c2VjcmV0) here", "at …"),
        (
            "Plan executor error :: caused by :: E11000 duplicate key error collection: "
                + "a.b2 index: c_1 dup key: { c: 5 }",
            "Plan executor error :: caused by :: E11000 duplicate key error collection: "
                + "a.b2 index: c_1"
        ),
        ("Index with name: a_1 already exists", "Index with name: a_1 already exists"),
        ("E11000 secret5", "E11000 …"),
        ("unable to find index for $2d query", "unable to find index for $2d query"),
        ("unknown operator: $nonsense", "unknown operator: $nonsense"),
        ("}odd{ after", "… after"),
        ("", ""),
    ])
    func `quoted values are left out`(message: String, expected: String) {
        #expect(MongoError.withoutValues(message) == expected)
    }

    @Test(
        "the driver's words keep their hosts and numbers, and no quotation",
        arguments: [
            (
                "Failed to connect to target host: db1.example:27017",
                "Failed to connect to target host: db1.example:27017"
            ),
            ("Document 3 is corrupt: \"secret\" at 7", "Document 3 is corrupt: … at …"),
        ])
    func driverWords(message: String, expected: String) {
        #expect(MongoError.withoutQuotes(message) == expected)
    }

    @Test func `nothing is kept of a value that the driver has cut off`() {
        let message = "in { a: \"1\", b: " + String(repeating: "secret", count: 100)

        let kept = MongoError.withoutValues(String(message.prefix(503)))

        #expect(kept == "in …")
    }
}
