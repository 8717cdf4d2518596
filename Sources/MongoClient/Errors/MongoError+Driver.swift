import BSON
import CMongoC

extension MongoError {
    /// Reads what the driver reports, and the labels of the server's reply.
    init(_ error: bson_error_t, reply: borrowing Span<UInt8>, operation: String) {
        let code = Code(error)
        let text = error.text
        self.init(
            code, error.isOfServer ? Self.withoutValues(text) : Self.withoutQuotes(text),
            operation: operation,
            labels: Self.labels(in: reply),
            index: code == .duplicateKey ? Self.index(in: text) : nil,
            report: Report(message: text, reply: reply))
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

    /// Returns a message without what it quotes of documents: what follows `dup key:` or
    /// `value:`, and everything from the first brace or quotation mark to the last.
    ///
    /// A value may hold such marks itself, so pairing them would be no help. Other words are
    /// the server's own and kept, up to the first with a digit: numbers, dates and
    /// identifiers are not always quoted. Of a message that the driver has cut off, nothing
    /// after the first mark is kept.
    package static func withoutValues(_ message: String) -> String {
        withoutQuotes(message, keepingDigits: false)
    }

    /// Returns a message of the driver without what it quotes: the hosts and numbers in it are
    /// those of servers.
    package static func withoutQuotes(_ message: String) -> String {
        withoutQuotes(message, keepingDigits: true)
    }

    private static func withoutQuotes(_ message: String, keepingDigits: Bool) -> String {
        let whole = message.firstRange(of: " dup key:")?.lowerBound ?? message.endIndex
        let text = message[..<whole].unicodeScalars
        let marks: Set<Unicode.Scalar> = ["{", "}", "\"", "'"]
        guard let first = text.firstIndex(where: marks.contains),
            let last = text.lastIndex(where: marks.contains)
        else { return keepingDigits ? String(text) : withoutUnquoted(text).kept }
        let before =
            keepingDigits
            ? (kept: String(text[..<first]), isWhole: true) : withoutUnquoted(text[..<first])
        let isCutOff = message.utf8.count >= longestText
        let rest = isCutOff ? text.suffix(0) : text[text.index(after: last)...]
        let words = rest.prefix { !("0"..."9").contains($0) }
        let end = words.endIndex == rest.endIndex ? "" : "…"
        return "\(before.kept)\(before.isWhole ? "…" : "")\(String(words))\(end)"
    }

    /// Returns the beginning of a text, up to what may be a value that is not quoted.
    ///
    /// A word with a digit may be one, unless it is the name of a collection or an index,
    /// an operator, or the server's name of an error (`E11000`).
    private static func withoutUnquoted(
        _ text: Substring.UnicodeScalarView
    ) -> (kept: String, isWhole: Bool) {
        let names: Set = ["collection:", "index:", "name:"]
        var previous = ""
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: " ") ?? text.endIndex
            let word = String(text[start..<end])
            let isNumeric = word.contains { $0.isNumber }
            let isName =
                names.contains(previous) || word.hasPrefix("$")
                || (word.hasPrefix("E") && word.dropFirst().allSatisfy(\.isNumber))
            if previous == "value:" || (isNumeric && !isName) {
                return ("\(String(text[..<start]))…", false)
            }
            previous = word
            start = end == text.endIndex ? end : text.index(after: end)
        }
        return (String(text), true)
    }

    /// The number of bytes that the driver keeps of a message.
    private static let longestText = MemoryLayout.size(ofValue: bson_error_t().message) - 1
}

extension MongoError.Code {
    /// Tells the server's codes from the driver's, which share numbers.
    fileprivate init(_ error: bson_error_t) {
        self =
            switch mongoc_error_domain_t(error.domain) {
            case _ where error.isOfServer: Self(rawValue: Int32(clamping: error.code))
            case MONGOC_ERROR_SERVER_SELECTION: .noServer
            case MONGOC_ERROR_STREAM: .connectionLost
            case MONGOC_ERROR_CLIENT
            where error.code == MONGOC_ERROR_CLIENT_AUTHENTICATE.rawValue:
                .authenticationFailed
            case MONGOC_ERROR_BSON, MONGOC_ERROR_COMMAND, MONGOC_ERROR_COLLECTION,
                MONGOC_ERROR_CURSOR, MONGOC_ERROR_NAMESPACE, MONGOC_ERROR_TRANSACTION:
                .invalidRequest
            case MONGOC_ERROR_CLIENT
            where error.code == MONGOC_ERROR_CLIENT_SESSION_FAILURE.rawValue:
                .invalidRequest
            case MONGOC_ERROR_PROTOCOL: .invalidReply
            default: .driver
            }
    }
}

extension bson_error_t {
    /// Whether the words and the number are the server's.
    fileprivate var isOfServer: Bool {
        let domain = mongoc_error_domain_t(domain)
        return domain == MONGOC_ERROR_SERVER || domain == MONGOC_ERROR_WRITE_CONCERN
    }

    /// The driver's words.
    var text: String {
        // The driver always ends the text with a NUL.
        unsafe withUnsafePointer(to: self) { unsafe String(cString: cmongoc_message($0)) }
    }
}
