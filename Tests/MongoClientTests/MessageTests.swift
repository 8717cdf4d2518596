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
            "Cannot create field 'x' in element {…} twice"
        ),
        ("Failed to parse \"secret\"", "Failed to parse \"…\""),
        ("unknown operator: $nonsense", "unknown operator: $nonsense"),
        ("}odd{ secret", "odd{…}"),
        ("", ""),
    ])
    func `quoted values are left out`(message: String, expected: String) {
        #expect(MongoError.withoutValues(message) == expected)
    }
}
