import BSON
import FoundationEssentials

/// A position in the order of a query, to be kept in the address of a page.
///
/// Its text has only letters, digits, `-` and `_`. It is neither secret nor signed: it
/// holds the values that the query is sorted by, of a document that the visitor has
/// seen. Whoever changes it gets another position or an error, and never a document
/// that the query does not find.
public struct PageCursor: Sendable, Hashable {
    /// The values of the document at the position, one for each key of the order.
    let values: [BSONValue]

    /// Whether the page lies before the position.
    let isBackward: Bool

    /// Whether the document at the position belongs to the page.
    let isInclusive: Bool

    /// What the query was sorted by, as a number.
    let order: Int32

    init(values: [BSONValue], isBackward: Bool, isInclusive: Bool = false, order: Int32) {
        self.values = values
        self.isBackward = isBackward
        self.isInclusive = isInclusive
        self.order = order
    }

    /// Reads the text of a cursor.
    ///
    /// - Throws: `BSONError` if the text is not that of a cursor.
    public init(_ text: String) throws(BSONError) {
        guard let bytes = Data(base64Encoded: text.asPlainBase64) else { throw .notACursor }
        do throws(BSONError) {
            let document = try BSONDocument([UInt8](bytes))
            var reader = BSONReader(document.bytes.span)
            order = try reader.require("o")
            isBackward = try reader.require("b")
            isInclusive = try reader.require("i")
            values = try reader.require("v", as: BSONArray.self).values
        } catch {
            throw .notACursor
        }
        guard values.allSatisfy(\.canBePosition) else { throw .notACursor }
    }
}

extension PageCursor: CustomStringConvertible {
    /// The text that ``init(_:)`` reads.
    public var description: String {
        let document: BSONDocument = [
            "o": .int32(order), "b": .bool(isBackward), "i": .bool(isInclusive),
            "v": .array(BSONArray(values)),
        ]
        return Data(document.bytes).base64EncodedString().asAddressBase64
    }
}

extension BSONError {
    /// The error of a text that is no cursor, or one of another order.
    static var notACursor: BSONError {
        BSONError(.unexpectedValue(expected: "cursor of a page in this order"))
    }
}

extension BSONValue {
    /// Whether documents can be compared with the value: a pattern would be matched, and
    /// of an array the elements would be compared.
    var canBePosition: Bool {
        switch self {
        case .regularExpression, .array, .undefined: false
        default: true
        }
    }
}

extension String {
    /// Base64 as RFC 4648 writes it in addresses (section 5), without padding.
    fileprivate var asAddressBase64: String {
        String(
            unicodeScalars.compactMap { character -> Character? in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: Character(character)
                }
            })
    }

    /// Base64 as it is usually written, from how addresses write it.
    fileprivate var asPlainBase64: String {
        let characters = unicodeScalars.map { character -> Character in
            switch character {
            case "-": "+"
            case "_": "/"
            default: Character(character)
            }
        }
        return String(characters) + String(repeating: "=", count: (4 - characters.count % 4) % 4)
    }
}
