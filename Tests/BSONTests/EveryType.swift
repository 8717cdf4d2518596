import BSON

/// A document with a value of every type that BSON has.
enum EveryType {
    static let values: [BSONValue] = [
        .double(-0.0),
        .double(.infinity),
        .string("naïve 🧪\0"),
        .string(""),
        .document(["a": ["b": ["c": 1]]]),
        .document([:]),
        .array([1, "two", [3, nil]]),
        .binary(BSONBinary([1, 2, 3])),
        .binary(BSONBinary([], subtype: .uuid)),
        .binary(BSONBinary([4, 5], subtype: .oldBinary)),
        .undefined,
        .objectID(ObjectID()),
        .bool(true),
        .bool(false),
        .date(milliseconds: .min),
        .date(milliseconds: .max),
        .null,
        .regularExpression(BSONRegularExpression("^a.*", options: "mi")),
        .dbPointer(namespace: "blog.posts", id: ObjectID()),
        .javascript("return 1"),
        .symbol("sign"),
        .javascriptWithScope(code: "return x", scope: ["x": 1]),
        .int32(.min),
        .timestamp(BSONTimestamp(seconds: 1, increment: .max)),
        .int64(.max),
        .decimal128(Decimal128(high: 0x3040_0000_0000_0000, low: 7)),
        .minKey,
        .maxKey,
    ]

    static let document = BSONDocument(literal: values)
}

extension BSONDocument {
    /// Creates a document that names its values `v0`, `v1` and so on.
    fileprivate init(literal values: [BSONValue]) {
        self.init()
        for (index, value) in values.enumerated() {
            try? append(key: "v\(index)", value)
        }
    }
}
