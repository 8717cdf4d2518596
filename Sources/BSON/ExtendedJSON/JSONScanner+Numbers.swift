extension JSONScanner {
    /// A number, as whether it has a fraction or an exponent tells.
    enum Number {
        case integer(Int64)
        case double(Double)
    }

    /// Takes a number.
    ///
    /// An integer beyond 64 bits becomes the nearest floating-point number, as
    /// the specification of Extended JSON wants it.
    mutating func number() throws(BSONError) -> Number {
        _ = peek()
        let start = position
        takeByte { $0 == UInt8(ascii: "-") }
        if !takeByte({ $0 == UInt8(ascii: "0") }) { try digits() }
        var isInteger = true
        if takeByte({ $0 == UInt8(ascii: ".") }) {
            isInteger = false
            try digits()
        }
        if takeByte({ $0 | 0x20 == UInt8(ascii: "e") }) {
            isInteger = false
            takeByte { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
            try digits()
        }
        let literal = try text.extracting(start..<position).text()
        if isInteger, let integer = Int64(literal) { return .integer(integer) }
        guard let double = Double(literal), double.isFinite else {
            throw failure(expected: "a number that a double can hold", at: start)
        }
        return .double(double)
    }

    /// Takes an integer that is not negative.
    mutating func unsigned() throws(BSONError) -> UInt32 {
        _ = peek()
        let start = position
        guard case .integer(let integer) = try number(), let value = UInt32(exactly: integer) else {
            throw failure(expected: "an integer of 32 bits without a sign", at: start)
        }
        return value
    }

    private mutating func digits() throws(BSONError) {
        let start = position
        while takeByte({ $0 &- UInt8(ascii: "0") < 10 }) {}
        if position == start { throw failure(expected: "a value") }
    }

    @discardableResult
    private mutating func takeByte(_ isWanted: (UInt8) -> Bool) -> Bool {
        guard position < text.count, isWanted(text[position]) else { return false }
        position += 1
        return true
    }
}
