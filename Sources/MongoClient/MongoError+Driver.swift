import BSON
import CMongoC

extension MongoError {
    /// Reads what the driver reports, and the labels of the server's reply.
    init(_ error: bson_error_t, reply: borrowing Span<UInt8>, operation: String) {
        let code = Code(error)
        let text = error.text
        self.init(
            code, Self.withoutValues(text), operation: operation,
            labels: Self.labels(in: reply),
            index: code == .duplicateKey ? Self.index(in: text) : nil)
    }

    /// Reads the labels of a reply, none if it has none or is not well-formed: the
    /// error itself matters more.
    private static func labels(in reply: borrowing Span<UInt8>) -> Set<String> {
        guard !reply.isEmpty else { return [] }
        var reader = BSONReader(copy reply)
        let labels = try? reader.value("errorLabels", as: [String].self)
        return Set(labels.flatMap(\.self) ?? [])
    }

    /// Returns the name of the index that a duplicate-key message tells.
    static func index(in message: String) -> String? {
        guard let name = message.firstRange(of: " index: ") else { return nil }
        let rest = message[name.upperBound...]
        return rest.firstRange(of: " ").map { String(rest[..<$0.lowerBound]) }
    }

    /// Returns a message without what it quotes of documents: what follows
    /// `dup key:`, and everything in braces or double quotes.
    package static func withoutValues(_ message: String) -> String {
        var kept: [UInt8] = []
        var depth = 0
        var isQuoted = false
        let end = message.firstRange(of: " dup key:")?.lowerBound ?? message.endIndex
        for byte in message[..<end].utf8 {
            switch byte {
            case UInt8(ascii: "\""):
                if isQuoted || depth == 0 { isQuoted.toggle() }
                if isQuoted { kept += "\"…\"".utf8 }
            case _ where isQuoted: break
            case UInt8(ascii: "{"):
                if depth == 0 { kept += "{…}".utf8 }
                depth += 1
            case UInt8(ascii: "}"): depth = max(0, depth - 1)
            default: if depth == 0 { kept.append(byte) }
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }
}

extension MongoError.Code {
    /// Tells the server's codes from the driver's, which share numbers.
    fileprivate init(_ error: bson_error_t) {
        self =
            switch mongoc_error_domain_t(error.domain) {
            case MONGOC_ERROR_SERVER, MONGOC_ERROR_WRITE_CONCERN:
                Self(rawValue: Int32(clamping: error.code))
            case MONGOC_ERROR_SERVER_SELECTION: .noServer
            case MONGOC_ERROR_STREAM: .connectionLost
            case MONGOC_ERROR_CLIENT
            where error.code == MONGOC_ERROR_CLIENT_AUTHENTICATE.rawValue:
                .authenticationFailed
            case MONGOC_ERROR_BSON, MONGOC_ERROR_COMMAND, MONGOC_ERROR_COLLECTION,
                MONGOC_ERROR_CURSOR, MONGOC_ERROR_NAMESPACE:
                .invalidRequest
            case MONGOC_ERROR_PROTOCOL: .invalidReply
            default: .driver
            }
    }
}

extension bson_error_t {
    /// The driver's words.
    var text: String {
        var error = self
        // The driver always ends the text with a NUL.
        return unsafe String(cString: cmongoc_message(&error))
    }
}
