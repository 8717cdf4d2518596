extension BSONReader {
    /// Checks the value and everything within it.
    ///
    /// - Throws: ``BSONError`` at the first byte that breaks a rule, naming the
    ///   path to it.
    public func validate() throws(BSONError) {
        switch type {
        case .document, .array: try validateElements()
        case .string, .javascript, .symbol: try bytes.textBytes(at: 0).checkText()
        case .dbPointer: try bytes.textBytes(at: 0).checkText()
        case .binary: _ = try BSONBinary.content(of: bytes)
        case .bool: _ = try bool()
        case .regularExpression: try bytes.checkText()
        case .javascriptWithScope: try scope().validate()
        default: break
        }
    }

    /// Returns a reader of the variables that JavaScript code sees.
    ///
    /// Like every reader it finds out only when it is used whether they fill
    /// what is left of the value.
    ///
    /// - Throws: ``BSONError`` if the code is not text.
    @_lifetime(copy self)
    func scope() throws(BSONError) -> BSONReader {
        let code = try bytes.textBytes(at: 4)
        try code.checkText()
        let rest = bytes.extracting(droppingFirst: 4 + 4 + code.count + 1)
        return BSONReader(type: .document, bytes: rest, depth: depth + 1)
    }

    private func validateElements() throws(BSONError) {
        var elements = self
        elements.position = 0
        while let element = try elements.next() {
            do throws(BSONError) {
                try element.name.checkText()
                try element.value.validate()
            } catch {
                throw (try? element.key()).map(error.inside) ?? error
            }
        }
    }
}

extension Span<UInt8> {
    /// Checks that the bytes are UTF-8.
    func checkText() throws(BSONError) {
        guard (try? UTF8Span(validating: self)) != nil else {
            throw BSONError(.malformed(.text))
        }
    }
}
