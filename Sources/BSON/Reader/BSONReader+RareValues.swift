extension BSONReader {
    /// Reads a regular expression.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public func regularExpression() throws(BSONError) -> BSONRegularExpression {
        guard type == .regularExpression else { throw mismatch("regularExpression") }
        let middle = try bytes.terminator(from: 0)
        let end = try bytes.terminator(from: middle + 1)
        return BSONRegularExpression(
            try bytes.part(0..<middle).text(),
            options: try bytes.part(middle + 1..<end).text())
    }

    /// Reads a timestamp.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public func timestamp() throws(BSONError) -> BSONTimestamp {
        guard type == .timestamp else { throw mismatch("timestamp") }
        return BSONTimestamp(
            seconds: try bytes.integer(at: 4), increment: try bytes.integer(at: 0))
    }

    /// Reads a decimal number.
    ///
    /// - Throws: ``BSONError`` if the value is something else.
    public func decimal128() throws(BSONError) -> Decimal128 {
        guard type == .decimal128 else { throw mismatch("decimal128") }
        return Decimal128(high: try bytes.integer(at: 8), low: try bytes.integer(at: 0))
    }

    /// Reads the text of a string, of code or of a symbol.
    func text() throws(BSONError) -> String {
        try bytes.textBytes(at: 0).text()
    }

    func dbPointer() throws(BSONError) -> BSONValue {
        .dbPointer(
            namespace: try text(), id: try ObjectID(at: bytes.count - 12, in: bytes))
    }

    func javascriptWithScope() throws(BSONError) -> BSONValue {
        .javascriptWithScope(
            code: try bytes.textBytes(at: 4).text(), scope: try scope().document())
    }
}
