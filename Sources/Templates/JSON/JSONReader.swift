import FoundationEssentials

/// Reads JSON as RFC 8259 has it, and says where something else stands.
///
/// Foundation's decoder takes commas at the end of a list, rounds long numbers and
/// does not say where a mistake is.
struct JSONReader {
    private static let maximumDepth = 200

    private let bytes: [UInt8]
    private let file: String
    private var offset = 0
    private var depth = 0

    /// Reads a whole text of JSON.
    static func read(_ text: String, file: String) throws(TemplateError) -> JSONValue {
        var reader = JSONReader(bytes: Array(text.utf8), file: file)
        let value = try reader.value()
        guard reader.next == nil else {
            throw reader.mistake("the data end here, but something follows")
        }
        return value
    }

    private init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    private func mistake(_ reason: String, at offset: Int? = nil) -> TemplateError {
        var place = Place(file: file)
        place.move(past: bytes[..<(offset ?? self.offset)])
        return TemplateError("this is not JSON: \(reason)", at: place)
    }

    private var current: UInt8? {
        offset < bytes.count ? bytes[offset] : nil
    }

    /// The next byte that is no blank, which it moves to.
    private var next: UInt8? {
        mutating get {
            while let current, [0x20, 0x09, 0x0A, 0x0D].contains(current) {
                offset += 1
            }
            return current
        }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let next, next == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func value() throws(TemplateError) -> JSONValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw mistake("this is nested more than \(Self.maximumDepth) deep")
        }
        guard let next else { throw mistake("a value is missing") }
        switch Unicode.Scalar(next) {
        case "{": return try object()
        case "[": return try list()
        case "\"": return .text(try text())
        case "-", "0"..."9": return try number()
        default: return try word()
        }
    }

    private mutating func word() throws(TemplateError) -> JSONValue {
        let words: [(String, JSONValue)] = [("true", true), ("false", false), ("null", nil)]
        for (word, value) in words where bytes[offset...].starts(with: word.utf8) {
            offset += word.utf8.count
            return value
        }
        throw mistake("a value is missing")
    }

    private mutating func list() throws(TemplateError) -> JSONValue {
        offset += 1
        guard !skip("]") else { return .list([]) }
        var values: [JSONValue] = []
        repeat {
            values.append(try value())
        } while skip(",")
        guard skip("]") else { throw mistake("',' or ']' is missing") }
        return .list(values)
    }

    private mutating func object() throws(TemplateError) -> JSONValue {
        offset += 1
        guard !skip("}") else { return .object([:]) }
        var members: [String: JSONValue] = [:]
        repeat {
            guard next == UInt8(ascii: "\"") else { throw mistake("a name in quotes is missing") }
            let start = offset
            let name = try text()
            guard members[name] == nil else {
                throw mistake("'\(name)' stands here twice", at: start)
            }
            guard skip(":") else { throw mistake("':' is missing") }
            members[name] = try value()
        } while skip(",")
        guard skip("}") else { throw mistake("',' or '}' is missing") }
        return .object(members)
    }
}

extension JSONReader {
    private mutating func number() throws(TemplateError) -> JSONValue {
        let start = offset
        if current == UInt8(ascii: "-") {
            offset += 1
        }
        if current == UInt8(ascii: "0") {
            offset += 1
        } else {
            try digits()
        }
        if current == UInt8(ascii: ".") {
            offset += 1
            try digits()
        }
        let mantissa = bytes[start..<offset]
        if let current, current | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if let sign = self.current, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(sign) {
                offset += 1
            }
            try digits()
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        guard let number = Decimal(string: text), number.isFinite else {
            throw mistake("this number is too large", at: start)
        }
        guard Self.significantDigits(mantissa) <= 38 else {
            throw mistake("a number has at most 38 digits; write it as text", at: start)
        }
        return .number(number)
    }

    private mutating func digits() throws(TemplateError) {
        let start = offset
        while let current, isDigit(current) {
            offset += 1
        }
        guard offset > start else { throw mistake("a digit is missing") }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func significantDigits(_ mantissa: ArraySlice<UInt8>) -> Int {
        let zero = UInt8(ascii: "0")
        let digits = mantissa.filter { $0 >= zero }.drop { $0 == zero }
        return digits.count - digits.reversed().prefix { $0 == zero }.count
    }

    private mutating func text() throws(TemplateError) -> String {
        let start = offset
        offset += 1
        var text: [UInt8] = []
        while let byte = current, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else {
                throw mistake("a text has no line breaks or control characters in it; write \\n")
            }
            offset += 1
            if byte == UInt8(ascii: "\\") {
                text.append(contentsOf: String(try escaped()).utf8)
            } else {
                text.append(byte)
            }
        }
        guard current != nil else { throw mistake("this text is never closed", at: start) }
        offset += 1
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func escaped() throws(TemplateError) -> Character {
        let start = offset - 1
        guard let byte = current else { throw mistake("this text is never closed", at: start) }
        offset += 1
        switch Unicode.Scalar(byte) {
        case "\"", "\\", "/": return Character(Unicode.Scalar(byte))
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return Character(try escapedScalar(from: start))
        default: throw mistake("after a backslash comes one of \"\\/bfnrtu", at: start)
        }
    }

    /// Reads the digits of `\u`, and of the second half that must follow a first.
    private mutating func escapedScalar(from start: Int) throws(TemplateError) -> Unicode.Scalar {
        var units = [try unit(from: start)]
        if UTF16.isLeadSurrogate(units[0]), bytes[offset...].starts(with: "\\u".utf8) {
            offset += 2
            units.append(try unit(from: start))
        }
        var iterator = units.makeIterator()
        var decoder = UTF16()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator),
            scalar.utf16.count == units.count
        else { throw mistake("half a character is escaped here", at: start) }
        return scalar
    }

    private mutating func unit(from start: Int) throws(TemplateError) -> UInt16 {
        let digits = bytes[offset...].prefix(4)
        let text = String(decoding: digits, as: UTF8.self)
        guard digits.count == 4, text.allSatisfy(\.isHexDigit), let unit = UInt16(text, radix: 16)
        else { throw mistake("four hexadecimal digits follow '\\u'", at: start) }
        offset += 4
        return unit
    }
}
