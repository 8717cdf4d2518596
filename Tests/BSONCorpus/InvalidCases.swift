import BSON

/// Bytes that must be refused.
struct UndecodableCase: Decodable, Sendable {
    let description: String
    let bson: String

    func check() -> [String] {
        (try? BSONDocument(bytes(hexadecimal: bson))) == nil ? [] : ["The bytes were accepted."]
    }
}

/// Text that must be refused.
struct UnparsableCase: Decodable, Sendable {
    let description: String
    let string: String

    /// The text is one of a decimal number in a file about those, and Extended
    /// JSON in any other.
    func check(type: String) -> [String] {
        let isAccepted =
            type == "0x13"
            ? Decimal128(string) != nil : (try? BSONDocument(extendedJSON: string)) != nil
        return isAccepted ? ["The text was accepted."] : []
    }
}
