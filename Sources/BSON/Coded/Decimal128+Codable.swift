extension Decimal128: Codable {
    /// Decodes a number from its text.
    ///
    /// BSON keeps its own form; this is the one in other formats, such as JSON.
    ///
    /// - Throws: `DecodingError` if the value is something else.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Decimal128(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a decimal number")
        }
        self = value
    }

    /// Encodes the number as text, which loses nothing.
    ///
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
