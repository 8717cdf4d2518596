extension BSONWriter {
    /// Writes a regular expression.
    ///
    /// A NUL in it is a ``failure``.
    public mutating func regularExpression(_ value: BSONRegularExpression) {
        guard begin(.regularExpression) else { return }
        append(terminated: value.pattern)
        append(terminated: value.options)
    }

    /// Writes a timestamp.
    public mutating func timestamp(_ value: BSONTimestamp) {
        guard begin(.timestamp) else { return }
        append(integer: value.increment)
        append(integer: value.seconds)
    }

    /// Writes a decimal number.
    public mutating func decimal128(_ value: Decimal128) {
        guard begin(.decimal128) else { return }
        append(integer: value.low)
        append(integer: value.high)
    }

    mutating func text(_ value: String, as type: BSONType) {
        guard begin(type) else { return }
        append(text: value.utf8Span.span)
    }

    mutating func dbPointer(namespace: String, id: ObjectID) {
        guard begin(.dbPointer) else { return }
        append(text: namespace.utf8Span.span)
        append(id)
    }

    mutating func javascript(_ code: String, scope: BSONDocument) {
        guard begin(.javascriptWithScope) else { return }
        let start = buffer.count
        append(integer: UInt32(0))
        append(text: code.utf8Span.span)
        hasCopied = true
        append(span: scope.bytes.span)
        guard let length = Int32(exactly: buffer.count - start) else {
            fail(.tooLarge)
            return
        }
        patch(length, at: start)
    }
}
