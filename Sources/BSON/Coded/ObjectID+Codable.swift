extension ObjectID: Codable {
    /// Decodes an identifier from its 24 hexadecimal digits.
    ///
    /// BSON keeps its own form; this is the one in other formats, such as JSON.
    ///
    /// - Throws: `DecodingError` if the value is something else.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = ObjectID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not 24 hexadecimal digits")
        }
        self = value
    }

    /// Encodes the 24 hexadecimal digits.
    ///
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
