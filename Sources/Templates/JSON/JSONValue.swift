public import FoundationEssentials

/// A piece of JSON.
///
/// Pages give it to scripts, which read it from a `<script type="application/json">`
/// or `application/ld+json`; ``TextTemplate`` shows it.
public indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)

    /// A number; a `Decimal` keeps the digits that it was written with.
    case number(Decimal)
    case text(String)
    case list([JSONValue])

    /// Names and values; written in the order of the names, so that the same
    /// value always makes the same page.
    case object([String: JSONValue])
}

extension JSONValue {
    /// Reads the contents of a file, strictly as RFC 8259 has it; mistakes call it
    /// `file`.
    ///
    /// - Throws: `TemplateError` with the line and the column of what is not JSON, of a
    ///   name given twice, or of a number of more than 38 digits.
    public init(contents: some Collection<UInt8>, file: String) throws(TemplateError) {
        self = try JSONReader.read(try TemplateLibrary.text(contents, of: file), file: file)
    }
}

extension JSONValue: Decodable {
    /// Reads any JSON.
    ///
    /// - Throws: `DecodingError` if a number has more than 38 digits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let bool = try? container.decode(Bool.self) {
            self = .bool(bool)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let number = try? container.decode(Decimal.self) {
            self = .number(number)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// `null`.
    public init(nilLiteral: ()) {
        self = .null
    }

    /// `true` or `false`.
    public init(booleanLiteral value: Bool) {
        self = .bool(value)
    }

    /// A whole number.
    public init(integerLiteral value: Int) {
        self = .number(Decimal(value))
    }

    /// A text.
    public init(stringLiteral value: String) {
        self = .text(value)
    }

    /// A list.
    public init(arrayLiteral elements: JSONValue...) {
        self = .list(elements)
    }

    /// An object; of a name that is given twice the first value counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements) { first, _ in first })
    }
}
