/// The head of a request that is as plain as almost all are, read where it lies.
///
/// A GET or HEAD of HTTP/1.1 that has come whole, brings no body, asks for nothing but the
/// page and is written as the standard says (RFC 9112, sections 3 and 5). There is none
/// where anything is unusual, or could be read in two ways: then the bytes go on to the
/// HTTP decoder, which knows the rest and what to refuse.
struct PlainHead {
    private(set) var isHead = false
    /// The path and, if there is one, the query.
    private(set) var target = 0..<0
    private(set) var path = 0..<0
    private(set) var query = 0..<0
    private(set) var host = 0..<0
    private(set) var acceptEncoding: Range<Int>?
    private(set) var acceptLanguage: Range<Int>?
    private(set) var ifNoneMatch: Range<Int>?
    private(set) var requestID: Range<Int>?
    /// What front servers say of where the request comes from: names with their values.
    private(set) var forwarding: [(name: Range<Int>, value: Range<Int>)] = []
    /// How many bytes it has.
    private(set) var count = 0

    /// Reads a head that begins with the first byte.
    init?(_ bytes: Span<UInt8>, limits: ConnectionLimits, sessionCookie: [UInt8]) {
        guard var position = readRequestLine(bytes, limits) else { return nil }
        let start = position
        var fields = 0
        while true {
            guard position + 1 < bytes.count else { return nil }
            if bytes[position] == Self.carriageReturn {
                guard bytes[position + 1] == Self.lineFeed, !host.isEmpty else { return nil }
                count = position + 2
                return
            }
            guard let (name, value, end) = Self.field(bytes, position),
                end - position <= limits.fieldBytes, end - start <= limits.headBytes,
                fields < limits.fields, take(name, value, bytes, sessionCookie)
            else { return nil }
            fields += 1
            position = end
        }
    }

    /// Reads the first line, and returns where the next one begins.
    private mutating func readRequestLine(
        _ bytes: Span<UInt8>, _ limits: ConnectionLimits
    ) -> Int? {
        // The shortest: GET / HTTP/1.1, and an empty line.
        guard bytes.count >= 18 else { return nil }
        var position = 4
        if bytes[0] == UInt8(ascii: "H") {
            guard bytes.extracting(0..<5).holds(Self.headMethod) else { return nil }
            isHead = true
            position = 5
        } else {
            guard bytes.extracting(0..<4).holds(Self.getMethod) else { return nil }
        }
        let start = position
        var question: Int?
        guard bytes[start] == UInt8(ascii: "/"), bytes[start + 1] != UInt8(ascii: "/") else {
            return nil
        }
        while position < bytes.count, bytes[position] != UInt8(ascii: " ") {
            let byte = bytes[position]
            guard byte > 0x20, byte < 0x7f, byte != UInt8(ascii: "#") else { return nil }
            if question == nil, byte == UInt8(ascii: "?") { question = position }
            position += 1
        }
        let end = position + Self.version.count
        guard position - start <= limits.targetBytes, end <= bytes.count,
            bytes.extracting(position..<end).holds(Self.version)
        else { return nil }
        target = start..<position
        path = start..<(question ?? position)
        query = question.map { $0 + 1..<position } ?? 0..<0
        return end
    }

    /// Reads one line of the fields.
    private static func field(
        _ bytes: Span<UInt8>, _ start: Int
    ) -> (name: Range<Int>, value: Range<Int>, end: Int)? {
        var position = start
        while position < bytes.count, isTokenByte(bytes[position]) { position += 1 }
        guard position > start, position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
            return nil
        }
        let name = start..<position
        position += 1
        while position < bytes.count, isBlank(bytes[position]) { position += 1 }
        let valueStart = position
        var valueEnd = position
        while position < bytes.count, bytes[position] != carriageReturn {
            let byte = bytes[position]
            position += 1
            if isBlank(byte) { continue }
            guard byte > 0x20, byte != 0x7f else { return nil }
            valueEnd = position
        }
        // A line that begins with a blank went on from the one before, long ago.
        guard position + 2 < bytes.count, bytes[position + 1] == lineFeed,
            !isBlank(bytes[position + 2])
        else { return nil }
        return (name, valueStart..<valueEnd, position + 2)
    }

    /// Notes a field; `false` if the request needs more than a ready page.
    private mutating func take(
        _ name: Range<Int>, _ value: Range<Int>, _ bytes: Span<UInt8>, _ sessionCookie: [UInt8]
    ) -> Bool {
        func isNamed(_ text: StaticString) -> Bool { bytes.spells(text, at: name.lowerBound) }
        switch name.count {
        case 4 where isNamed("host"):
            // A name has at most 255 bytes (RFC 1035 section 3.1), and a port follows.
            guard host.isEmpty, !value.isEmpty, value.count <= 261 else { return false }
            host = value
        case 5 where isNamed("range"): return false
        case 6 where isNamed("cookie"):
            return !SessionCookie.isNamed(sessionCookie, in: bytes.extracting(value))
        case 6 where isNamed("expect"): return false
        case 7 where isNamed("upgrade") || isNamed("trailer"): return false
        case 8 where isNamed("if-match") || isNamed("if-range"): return false
        case 9 where isNamed("forwarded"): forwarding.append((name, value))
        case 10 where isNamed("connection"):
            return value.count == 10 && bytes.spells("keep-alive", at: value.lowerBound)
        case 12 where isNamed("x-request-id"): return Self.set(&requestID, value)
        case 13 where isNamed("authorization"): return false
        case 13 where isNamed("if-none-match"): return Self.set(&ifNoneMatch, value)
        case 14 where isNamed("content-length"): return false
        case 15 where isNamed("accept-encoding"):
            // It is remembered for as long as the connection lasts.
            return value.count <= 256 && Self.set(&acceptEncoding, value)
        case 15 where isNamed("accept-language"): return Self.set(&acceptLanguage, value)
        case 15 where isNamed("x-forwarded-for"): forwarding.append((name, value))
        case 16 where isNamed("x-forwarded-host"): forwarding.append((name, value))
        case 17 where isNamed("x-forwarded-proto"): forwarding.append((name, value))
        case 17 where isNamed("transfer-encoding") || isNamed("if-modified-since"): return false
        case 19 where isNamed("if-unmodified-since"): return false
        default: break
        }
        return true
    }

    /// Notes a field that must not come twice.
    private static func set(_ field: inout Range<Int>?, _ value: Range<Int>) -> Bool {
        defer { field = value }
        return field == nil
    }

    private static let headMethod = Array("HEAD ".utf8)
    private static let getMethod = Array("GET ".utf8)
    private static let version = Array(" HTTP/1.1\r\n".utf8)
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let lineFeed = UInt8(ascii: "\n")

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    // The characters of a token, one bit for each (RFC 9110, section 5.6.2).
    private static let lowTokens: UInt64 = 0x03ff_6cfa_0000_0000
    private static let highTokens: UInt64 = 0x57ff_ffff_c7ff_fffe

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<64: lowTokens >> UInt64(byte) & 1 == 1
        case 64..<128: highTokens >> UInt64(byte - 64) & 1 == 1
        default: false
        }
    }
}
