import DequeModule
import HTTPTypes
import NIOCore

/// Writes the answers of an HTTP/1 connection down as bytes.
///
/// Whatever is answered, the client can tell where it ends (RFC 9112 section 6.3).
struct AnswerEncoder {
    /// What of a request matters to the form of its answer.
    private struct Asked {
        let isHead: Bool
        let isOld: Bool
    }

    /// Where the body of an answer ends.
    private enum Framing {
        case length(left: Int)
        case chunks
        /// Where the connection does.
        case connection
    }

    private let common: CommonFields
    private var asked = Deque<Asked>()
    private var framing = Framing.length(left: 0)

    /// Whether only the end of the connection tells where the answer ends that has begun.
    var endsWithConnection: Bool {
        if case .connection = framing { true } else { false }
    }

    /// Encodes answers that have `common` fields.
    init(_ common: CommonFields) {
        self.common = common
    }

    /// Notes a request, which is answered after those before it; an old one is of HTTP/1.0.
    mutating func expect(_ method: HTTPRequest.Method, isOld: Bool) {
        asked.append(Asked(isHead: method == .head, isOld: isOld))
    }

    /// Writes what is said before the answer.
    static func interim(_ status: HTTPResponse.Status) -> ByteBuffer {
        ByteBuffer(string: "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n\r\n")
    }

    /// Writes a head, with the field that says where the body ends.
    mutating func head(_ head: HTTPResponse) -> ByteBuffer {
        let status = head.status
        var fields = head.headerFields
        let ending = common.end(&fields)
        let mayHaveBody = status.mayHaveBody
        var length: Int?
        var bytes = ByteBuffer()
        let room = fields.reduce(64 + status.reasonPhrase.utf8.count + ending.readableBytes) {
            $0 + $1.writtenLength
        }
        bytes.writeWithOutputRawSpan(minimumWritableBytes: room) { bytes in
            bytes.append("HTTP/1.1 ")
            bytes.append(String(status.code))
            bytes.append(" ")
            bytes.append(status.reasonPhrase)
            bytes.append("\r\n")
            for field in fields {
                // By its length first: names are compared by all their characters.
                switch field.name.rawName.utf8.count {
                case 14 where field.name == .contentLength:
                    guard mayHaveBody, length == nil, let number = Int(field.value), number >= 0
                    else { continue }
                    length = number
                case 17 where field.name == .transferEncoding: continue
                default: break
                }
                bytes.append(field)
            }
            framing = framing(length, mayHaveBody)
            if case .chunks = framing { bytes.append("Transfer-Encoding: chunked\r\n") }
        }
        bytes.writeImmutableBuffer(ending)
        return bytes
    }

    private func framing(_ length: Int?, _ mayHaveBody: Bool) -> Framing {
        guard mayHaveBody, asked.first?.isHead != true else { return .length(left: 0) }
        if let length { return .length(left: length) }
        return asked.first?.isOld == true ? .connection : .chunks
    }

    /// Hands a piece of the body to `write`, as it is to be sent.
    mutating func body(_ piece: ByteBuffer, write: (ByteBuffer) -> Void) {
        guard piece.readableBytes > 0 else { return }
        switch framing {
        case .length(let left):
            // What is too much would be taken for the next answer.
            let fitting =
                piece.readableBytes <= left
                ? piece : piece.getSlice(at: piece.readerIndex, length: left) ?? ByteBuffer()
            framing = .length(left: left - fitting.readableBytes)
            if fitting.readableBytes > 0 { write(fitting) }
        case .chunks:
            write(ByteBuffer(string: String(piece.readableBytes, radix: 16) + "\r\n"))
            write(piece)
            write(ByteBuffer(staticString: "\r\n"))
        case .connection: write(piece)
        }
    }

    /// Ends an answer: returns what is still to be sent, and whether the client has got all
    /// that was announced.
    mutating func end(_ trailers: HTTPFields?) -> (rest: ByteBuffer?, isWhole: Bool) {
        _ = asked.popFirst()
        defer { framing = .length(left: 0) }
        switch framing {
        case .length(let left): return (nil, left == 0)
        case .connection: return (nil, true)
        case .chunks:
            var bytes = ByteBuffer(staticString: "0\r\n")
            if let trailers { bytes.writeFields(trailers) }
            bytes.writeStaticString("\r\n")
            return (bytes, true)
        }
    }
}

extension HTTPResponse.Status {
    /// Whether a body may follow the head (RFC 9112 section 6.3).
    fileprivate var mayHaveBody: Bool {
        kind != .informational && self != .noContent && self != .notModified
    }
}
