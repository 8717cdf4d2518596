import NIOCore

extension MetaReply {
    /// Reads a line without its end.
    ///
    /// - Returns: The reply, and the length of the value that follows it, if one does.
    static func parse(_ line: ByteBufferView) throws(MalformedReply) -> (MetaReply, Int?) {
        var words = line.split(separator: UInt8(ascii: " ")).makeIterator()
        guard let code = words.next() else { throw .line }
        if let reply = failure(code, line) { return (reply, nil) }
        guard code.count == 2, let first = code.first, let last = code.last,
            let status = Status(first, last)
        else { throw .line }
        var reply = MetaReply(status)
        var length: Int?
        if status == .value {
            guard let word = words.next(), let number = Int(decimal: word) else { throw .line }
            length = number
        }
        while let word = words.next() {
            try reply.take(word)
        }
        return (reply, length)
    }

    /// What the server could not do, though it understood the request.
    ///
    /// All other errors say that it did not understand: then what it takes for a request and
    /// what for a value is anybody's guess.
    private static func failure(_ code: ByteBufferView, _ line: ByteBufferView) -> MetaReply? {
        if code.elementsEqual("SERVER_ERROR".utf8) { return MetaReply(.failed) }
        let arithmetic = "CLIENT_ERROR cannot increment or decrement non-numeric value"
        return line.elementsEqual(arithmetic.utf8) ? MetaReply(.notNumber) : nil
    }

    /// Reads a flag; one that was never asked for says nothing to us.
    private mutating func take(_ word: ByteBufferView) throws(MalformedReply) {
        let token = word.dropFirst()
        switch word.first {
        case UInt8(ascii: "O"): opaque = try number(token)
        case UInt8(ascii: "W"): isWinner = true
        case UInt8(ascii: "X"): isStale = true
        case UInt8(ascii: "c"): revision = try number(token)
        case UInt8(ascii: "f"): clientFlags = try number(token)
        case UInt8(ascii: "s"): size = try number(token)
        case UInt8(ascii: "t"):
            secondsLeft = token.elementsEqual("-1".utf8) ? -1 : try number(token)
        default: break
        }
    }

    private func number<Value: FixedWidthInteger>(
        _ token: ByteBufferView
    ) throws(MalformedReply) -> Value {
        guard let value = Value(decimal: token) else { throw .line }
        return value
    }
}

extension MetaReply.Status {
    fileprivate init?(_ first: UInt8, _ last: UInt8) {
        switch (Unicode.Scalar(first), Unicode.Scalar(last)) {
        case ("H", "D"): self = .done
        case ("V", "A"): self = .value
        case ("E", "N"): self = .miss
        case ("N", "F"): self = .notFound
        case ("N", "S"): self = .notStored
        case ("E", "X"): self = .changed
        case ("M", "N"): self = .end
        default: return nil
        }
    }
}
