import struct FoundationEssentials.Data

/// Writes values as Extended JSON.
struct ExtendedJSONWriter {
    /// How numbers and dates are written.
    let format: ExtendedJSONFormat

    /// What has been written, in UTF-8.
    var text: [UInt8] = []

    init(format: ExtendedJSONFormat) {
        self.format = format
    }

    /// Writes a value.
    mutating func append(_ value: BSONValue) {
        switch value {
        case .double(let value): append(double: value)
        case .string(let value): append(quoted: value)
        case .document(let value): append(documentIn: BSONReader(value.bytes.span))
        case .array(let values): append(array: values)
        case .binary(let value):
            append("{\"$binary\":{\"base64\":")
            append(quoted: Data(value.bytes).base64EncodedString())
            let digits = String(value.subtype.rawValue, radix: 16)
            append(",\"subType\":\"\(digits.utf8.count == 1 ? "0" : "")\(digits)\"}}")
        case .undefined: append("{\"$undefined\":true}")
        case .objectID(let value): append(wrapped: "$oid", value.description)
        case .bool(let value): append(value ? "true" : "false")
        case .date(let milliseconds): append(date: milliseconds)
        case .null: append("null")
        case .regularExpression(let value):
            append("{\"$regularExpression\":{\"pattern\":")
            append(quoted: value.pattern)
            append(",\"options\":")
            append(quoted: value.options)
            append("}}")
        case .dbPointer(let namespace, let id):
            append("{\"$dbPointer\":{\"$ref\":")
            append(quoted: namespace)
            append(",\"$id\":{\"$oid\":\"\(id)\"}}}")
        case .javascript(let code): append(wrapped: "$code", code)
        case .symbol(let text): append(wrapped: "$symbol", text)
        case .javascriptWithScope(let code, let scope):
            append("{\"$code\":")
            append(quoted: code)
            append(",\"$scope\":")
            append(.document(scope))
            append("}")
        case .int32(let value): append(integer: Int64(value), as: "$numberInt")
        case .timestamp(let value):
            append("{\"$timestamp\":{\"t\":\(value.seconds),\"i\":\(value.increment)}}")
        case .int64(let value): append(integer: value, as: "$numberLong")
        case .decimal128(let value): append(wrapped: "$numberDecimal", value.description)
        case .minKey: append("{\"$minKey\":1}")
        case .maxKey: append("{\"$maxKey\":1}")
        }
    }

    /// Writes a document straight from its bytes.
    private mutating func append(documentIn reader: consuming BSONReader) {
        var separator = "{"
        // A document was checked when it came in, so nothing throws here.
        while let element = try? reader.next(), let key = try? element.key() {
            append(separator)
            append(quoted: key)
            append(":")
            append(element.value)
            separator = ","
        }
        append(separator == "{" ? "{}" : "}")
    }

    private mutating func append(_ field: consuming BSONReader) {
        if field.type == .document {
            append(documentIn: field)
        } else if let value = try? BSONValue(from: &field) {
            append(value)
        }
    }

    private mutating func append(array values: BSONArray) {
        var separator = "["
        for value in values {
            append(separator)
            append(value)
            separator = ","
        }
        append(separator == "[" ? "[]" : "]")
    }

    private mutating func append(double value: Double) {
        guard value.isFinite else {
            let name = value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity"
            return append(wrapped: "$numberDouble", name)
        }
        // The shortest digits that read back as the same number.
        let digits = value.description.replacing("e", with: "E")
        if format == .relaxed { append(digits) } else { append(wrapped: "$numberDouble", digits) }
    }

    private mutating func append(integer value: Int64, as wrapper: String) {
        let digits = String(value)
        if format == .relaxed { append(digits) } else { append(wrapped: wrapper, digits) }
    }

    private mutating func append(date milliseconds: Int64) {
        if format == .relaxed, let date = InternetDate(milliseconds: milliseconds).text {
            append(wrapped: "$date", date)
        } else {
            append("{\"$date\":{\"$numberLong\":\"\(milliseconds)\"}}")
        }
    }

    private mutating func append(wrapped key: String, _ value: String) {
        append("{\"\(key)\":")
        append(quoted: value)
        append("}")
    }

    private mutating func append(_ json: String) {
        text.append(contentsOf: json.utf8)
    }

    /// Writes a string; only what must be escaped is.
    private mutating func append(quoted string: String) {
        text.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case 0x08: append("\\b")
            case 0x0C: append("\\f")
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case ..<0x10: append("\\u000\(String(byte, radix: 16))")
            case ..<0x20: append("\\u00\(String(byte, radix: 16))")
            default: text.append(byte)
            }
        }
        text.append(UInt8(ascii: "\""))
    }
}
