/// A value with a length that a rule can limit.
///
/// Text is measured in Unicode scalars, because the server counts those: to Swift a
/// flag is one character, to MongoDB two.
public protocol Measured {
    /// How long the value is.
    var measure: Int { get }

    /// What is counted, for messages: one and many.
    static var unit: (one: String, many: String) { get }

    /// What `$jsonSchema` calls the limits, if it has them.
    static var limitKeywords: (minimum: String, maximum: String) { get }
}

extension String: Measured {
    /// The number of Unicode scalars.
    public var measure: Int { unicodeScalars.count }

    /// Scalars are what most people call characters.
    public static var unit: (one: String, many: String) { ("character", "characters") }

    /// The limits of text.
    public static var limitKeywords: (minimum: String, maximum: String) {
        ("minLength", "maxLength")
    }
}

extension Array: Measured {}

extension Set: Measured {}

extension Measured where Self: Collection {
    /// The number of elements.
    public var measure: Int { count }

    /// What is counted.
    public static var unit: (one: String, many: String) { ("element", "elements") }

    /// The limits of an array.
    public static var limitKeywords: (minimum: String, maximum: String) {
        ("minItems", "maxItems")
    }
}

extension Dictionary: Measured {
    /// The limits of a document's keys.
    public static var limitKeywords: (minimum: String, maximum: String) {
        ("minProperties", "maxProperties")
    }
}
