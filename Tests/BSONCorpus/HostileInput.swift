import BSON
import FoundationEssentials

/// Bytes from a stranger, and what must hold for all of them.
///
/// Whatever they are, nothing may crash, and what was understood once must be
/// understood the same way again.
public struct HostileInput {
    private let bytes: [UInt8]

    /// Takes the bytes.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the bytes in every way there is.
    ///
    /// - Returns: What does not hold.
    public func problems() -> [String] {
        var reader = BSONReader(bytes.span)
        Self.walk(&reader)
        var coded = BSONReader(bytes.span)
        _ = try? CodedModel(from: &coded)
        let document = try? BSONDocument(bytes)
        let parsed = try? BSONDocument(extendedJSON: bytes.span)
        return (document.map(Self.problems(ofBytes:)) ?? [])
            + (parsed.map(Self.problems(ofParsed:)) ?? []) + numberProblems()
    }

    /// Reads everything within as every type, without checking anything before.
    private static func walk(_ reader: inout BSONReader) {
        while let element = try? reader.next() {
            _ = try? element.key()
            var value = element.value
            _ = try? value.string()
            _ = try? value.int()
            _ = try? value.int32()
            _ = try? value.double()
            _ = try? value.bool()
            _ = try? value.objectID()
            _ = try? value.dateMilliseconds()
            _ = try? value.binary()
            _ = try? value.regularExpression()
            _ = try? value.timestamp()
            _ = try? value.decimal128()
            _ = try? UUID(from: &value)
            _ = try? URL(from: &value)
            _ = try? value.array(of: String?.self)
            _ = try? [Int: BSONValue](from: &value)
            _ = try? value.value(forKey: "a", as: Int.self)
            var inner = element.value
            walk(&inner)
        }
    }

    /// What does not hold for a document that was read from bytes.
    private static func problems(ofBytes document: BSONDocument) -> [String] {
        var problems: [String] = []
        let copy = rebuilt(document)
        if rebuilt(copy) != copy { problems.append("A rebuilt document changes again.") }
        if (try? BSONDocument(copy.bytes)) == nil {
            problems.append("A rebuilt document is malformed.")
        }
        for format in ExtendedJSONFormat.allCases {
            let text = document.extendedJSON(format)
            if let parsed = try? BSONDocument(extendedJSON: text) {
                problems += self.problems(ofParsed: parsed)
            } else if !hasDollar(.document(document)) {
                problems.append("A document is written as text that does not read back.")
            }
        }
        return problems
    }

    /// Returns whether a key begins as those of Extended JSON do: an object that
    /// looks like another type, but is not, is refused.
    private static func hasDollar(_ value: BSONValue) -> Bool {
        switch value {
        case .document(let document), .javascriptWithScope(_, let document):
            document.contains { $0.key.hasPrefix("$") || hasDollar($0.value) }
        case .array(let array): array.contains(where: hasDollar)
        default: false
        }
    }

    /// What does not hold for a document that was read from text.
    private static func problems(ofParsed document: BSONDocument) -> [String] {
        let text = document.extendedJSON(.canonical)
        let copy = try? BSONDocument(extendedJSON: text)
        return copy == document ? [] : ["Canonical text reads back otherwise."]
    }

    /// What does not hold for a number, should the bytes be one.
    private func numberProblems() -> [String] {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let number = Decimal128(text) else { return [] }
        return Decimal128(number.description) == number
            ? [] : ["A decimal number reads back otherwise."]
    }
}

/// A type that is read through `Codable`.
private struct CodedModel: BSONCoded {
    var a: Int8?
    var b: [UInt64]?
    var c: [String: [Bool]]?
    var d: Date?
    var x: BSONBox?
}

/// A type that holds itself.
private final class BSONBox: Codable {
    let x: BSONBox?
    let v: [BSONBox]?
}
