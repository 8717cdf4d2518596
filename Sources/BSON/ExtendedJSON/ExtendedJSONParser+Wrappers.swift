import struct FoundationEssentials.Data
import struct FoundationEssentials.UUID

extension ExtendedJSONParser {
    /// The first key of an object that stands for a value of another type.
    enum Wrapper: String {
        case objectID = "$oid"
        case symbol = "$symbol"
        case int32 = "$numberInt"
        case int64 = "$numberLong"
        case double = "$numberDouble"
        case decimal128 = "$numberDecimal"
        case binary = "$binary"
        case uuid = "$uuid"
        case code = "$code"
        case scope = "$scope"
        case timestamp = "$timestamp"
        case regularExpression = "$regularExpression"
        case dbPointer = "$dbPointer"
        case date = "$date"
        case minKey = "$minKey"
        case maxKey = "$maxKey"
        case undefined = "$undefined"
    }

    /// Parses what follows the first key of a wrapper, but for the last brace.
    mutating func unwrap(
        _ wrapper: Wrapper, into writer: inout BSONWriter
    ) throws(BSONError) {
        switch wrapper {
        case .objectID:
            writer.objectID(try text(as: "24 hexadecimal digits") { ObjectID($0) })
        case .symbol: writer.text(try scanner.string(), as: .symbol)
        case .int32: writer.int32(try text(as: "an integer of 32 bits") { Int32($0) })
        case .int64: writer.int64(try text(as: "an integer of 64 bits") { Int64($0) })
        case .double: writer.double(try text(as: "a number", make: Self.double))
        case .decimal128:
            writer.decimal128(try text(as: "a decimal number") { Decimal128($0) })
        case .binary: try binary(into: &writer)
        case .uuid: try text(as: "a UUID") { UUID(uuidString: $0) }.write(to: &writer)
        case .code: try code(into: &writer)
        case .scope: try scope(into: &writer)
        case .timestamp: writer.timestamp(try timestamp())
        case .regularExpression: writer.regularExpression(try regularExpression())
        case .dbPointer: try dbPointer(into: &writer)
        case .date: writer.date(milliseconds: try date())
        case .minKey: try one(.minKey, into: &writer)
        case .maxKey: try one(.maxKey, into: &writer)
        case .undefined:
            guard scanner.take(word: "true") else { throw scanner.failure(expected: "true") }
            _ = writer.begin(.undefined)
        }
    }

    /// Parses a string that says a value.
    private mutating func text<Value>(
        as expected: String, make: (String) -> Value?
    ) throws(BSONError) -> Value {
        _ = scanner.peek()
        let start = scanner.position
        guard let value = make(try scanner.string()) else {
            throw scanner.failure(expected: expected, at: start)
        }
        return value
    }

    private static func double(_ text: String) -> Double? {
        switch text {
        case "NaN": return .nan
        case "Infinity": return .infinity
        case "-Infinity": return -.infinity
        default:
            // `Double` also reads hexadecimal digits and other names.
            guard text.utf8.allSatisfy("0123456789+-.eE".utf8.contains) else { return nil }
            return Double(text).flatMap { $0.isFinite ? $0 : nil }
        }
    }

    /// Parses `{"base64": …, "subType": …}`, or the older `…, "$type": …`.
    private mutating func binary(into writer: inout BSONWriter) throws(BSONError) {
        var bytes = Data()
        var subtype: UInt8 = 0
        if scanner.peek() == UInt8(ascii: "{") {
            try object(of: ["base64", "subType"]) { parser, key throws(BSONError) in
                if key == "base64" {
                    bytes = try parser.base64()
                } else {
                    subtype = try parser.subtype()
                }
            }
        } else {
            bytes = try base64()
            try second("$type")
            subtype = try self.subtype()
        }
        writer.binary(subtype: BSONBinary.Subtype(rawValue: subtype), bytes: bytes.span)
    }

    private mutating func base64() throws(BSONError) -> Data {
        try text(as: "base64") { Data(base64Encoded: $0) }
    }

    private mutating func subtype() throws(BSONError) -> UInt8 {
        try text(as: "one or two hexadecimal digits") { text in
            guard text.utf8.allSatisfy({ hexadecimalDigit($0) != nil }) else { return nil }
            return text.utf8.count <= 2 ? UInt8(text, radix: 16) : nil
        }
    }

    private mutating func code(into writer: inout BSONWriter) throws(BSONError) {
        let code = try scanner.string()
        guard scanner.peek() == UInt8(ascii: ",") else {
            return writer.text(code, as: .javascript)
        }
        try second("$scope")
        writer.javascript(code, scope: try variables())
    }

    private mutating func scope(into writer: inout BSONWriter) throws(BSONError) {
        let scope = try variables()
        try second("$code")
        writer.javascript(try scanner.string(), scope: scope)
    }

    private mutating func variables() throws(BSONError) -> BSONDocument {
        var writer = BSONWriter()
        try document(into: &writer)
        return try BSONDocument(writer.finish())
    }

    private mutating func timestamp() throws(BSONError) -> BSONTimestamp {
        var timestamp = BSONTimestamp(seconds: 0, increment: 0)
        try object(of: ["t", "i"]) { parser, key throws(BSONError) in
            let number = try parser.scanner.unsigned()
            if key == "t" { timestamp.seconds = number } else { timestamp.increment = number }
        }
        return timestamp
    }

    private mutating func regularExpression() throws(BSONError) -> BSONRegularExpression {
        var pattern = ""
        var options = ""
        try object(of: ["pattern", "options"]) { parser, key throws(BSONError) in
            let text = try parser.scanner.string()
            guard !text.utf8.contains(0) else { throw BSONError(.containsNUL) }
            if key == "pattern" { pattern = text } else { options = text }
        }
        return BSONRegularExpression(pattern, options: options)
    }

    private mutating func dbPointer(into writer: inout BSONWriter) throws(BSONError) {
        var namespace = ""
        var id = ObjectID(high: 0, low: 0)
        try object(of: ["$ref", "$id"]) { parser, key throws(BSONError) in
            if key == "$ref" {
                namespace = try parser.scanner.string()
            } else {
                try parser.object(of: ["$oid"]) { parser, _ throws(BSONError) in
                    id = try parser.text(as: "24 hexadecimal digits") { ObjectID($0) }
                }
            }
        }
        writer.dbPointer(namespace: namespace, id: id)
    }

    private mutating func date() throws(BSONError) -> Int64 {
        guard scanner.peek() == UInt8(ascii: "{") else {
            return try text(as: "a date and time") { InternetDate($0)?.milliseconds }
        }
        var milliseconds: Int64 = 0
        try object(of: ["$numberLong"]) { parser, _ throws(BSONError) in
            milliseconds = try parser.text(as: "an integer of 64 bits") { Int64($0) }
        }
        return milliseconds
    }

    private mutating func one(
        _ type: BSONType, into writer: inout BSONWriter
    ) throws(BSONError) {
        let start = scanner.position
        guard try scanner.unsigned() == 1 else { throw scanner.failure(expected: "1", at: start) }
        _ = writer.begin(type)
    }

    /// Moves to the second key of a wrapper that has two.
    private mutating func second(_ key: String) throws(BSONError) {
        try scanner.require(",")
        _ = scanner.peek()
        let start = scanner.position
        guard try scanner.key() == key else {
            throw scanner.failure(expected: "the key \(key)", at: start)
        }
    }

    /// Parses an object that has each of these keys once, in any order.
    private mutating func object(
        of keys: [String],
        value: (inout ExtendedJSONParser, String) throws(BSONError) -> Void
    ) throws(BSONError) {
        var missing = keys
        try scanner.require("{")
        repeat {
            _ = scanner.peek()
            let start = scanner.position
            let key = try scanner.key()
            guard let index = missing.firstIndex(of: key) else {
                throw scanner.failure(expected: keys.joined(separator: " and "), at: start)
            }
            missing.remove(at: index)
            do throws(BSONError) {
                try value(&self, key)
            } catch {
                throw error.inside(key)
            }
        } while scanner.take(",")
        guard missing.isEmpty else {
            throw scanner.failure(expected: "the key \(missing.joined(separator: " and "))")
        }
        try scanner.require("}")
    }
}
