import TestSupport

/// A frame of HTTP/2 (RFC 9113 section 4.1) on the first stream, or on none.
struct HTTP2Frame {
    enum Kind: UInt8 {
        case data = 0
        case head = 1
        case reset = 3
        case settings = 4
    }

    /// A field of a request, by its number in the static table (RFC 7541 appendix A).
    enum Name: UInt8 {
        case authority = 1
        case path = 4
        case contentType = 31
        case cookie = 32
        case expect = 35
        case ifNoneMatch = 41
    }

    let kind: UInt8
    let flags: UInt8
    let stream: UInt8
    let payload: [UInt8]

    var bytes: [UInt8] {
        [0, UInt8(payload.count >> 8), UInt8(payload.count & 255), kind, flags, 0, 0, 0, stream]
            + payload
    }

    /// A piece of the request's body.
    static func data(_ text: String, endsStream: Bool) -> HTTP2Frame {
        HTTP2Frame(
            kind: Kind.data.rawValue, flags: endsStream ? 1 : 0, stream: 1,
            payload: Array(text.utf8))
    }

    /// The head of a request over TLS to `a`.
    static func head(
        _ method: Method, _ path: String, _ fields: [(Name, String)] = [],
        endsStream: Bool
    ) -> HTTP2Frame {
        let named: [(Name, String)] = [(.authority, "a"), (.path, path)] + fields
        return HTTP2Frame(
            kind: Kind.head.rawValue, flags: endsStream ? 5 : 4, stream: 1,
            payload: [method.rawValue, 0x87] + named.flatMap { field($0.0, $0.1) })
    }

    /// The indexed fields that stand for a method.
    enum Method: UInt8 {
        case get = 0x82
        case post = 0x83
    }

    /// The client takes no more of the stream (CANCEL).
    static var cancel: HTTP2Frame {
        HTTP2Frame(kind: Kind.reset.rawValue, flags: 0, stream: 1, payload: [0, 0, 0, 8])
    }

    /// Writes a field without indexing it (RFC 7541 section 6.2.2).
    private static func field(_ name: Name, _ value: String) -> [UInt8] {
        let length = value.utf8.count
        return number(name.rawValue, prefix: 15)
            + (length < 127 ? [UInt8(length)] : number(length, prefix: 127)) + Array(value.utf8)
    }

    /// Writes a number whose first bits must fit into a mask (RFC 7541 section 5.1).
    private static func number(_ value: some BinaryInteger, prefix: UInt8) -> [UInt8] {
        guard value >= prefix else { return [UInt8(value)] }
        var bytes = [prefix]
        var rest = Int(value) - Int(prefix)
        while rest >= 128 {
            bytes.append(UInt8(rest & 127) | 128)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}

extension RawConnection {
    /// Says that HTTP/2 is spoken.
    func beginHTTP2() async throws {
        try await send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        let settings = HTTP2Frame(
            kind: HTTP2Frame.Kind.settings.rawValue, flags: 0, stream: 0, payload: [])
        try await send(settings.bytes)
    }

    /// Reads up to the next frame of a kind.
    mutating func frame(_ kind: HTTP2Frame.Kind) async throws -> HTTP2Frame {
        while true {
            let head = try await bytes(9)
            let length = head[..<3].reduce(0) { $0 << 8 | Int($1) }
            let payload = try await bytes(length)
            if head[3] == kind.rawValue {
                return HTTP2Frame(
                    kind: head[3], flags: head[4], stream: head[8], payload: payload)
            }
        }
    }
}
