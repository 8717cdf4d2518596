extension BSONWriter {
    /// Writes the elements of the document that `value` writes, among those of the
    /// document that is being written.
    ///
    /// A value that writes anything but a document is a ``failure``.
    public mutating func inline(_ value: some BSONEncodable) {
        guard expectation == .element else {
            fail(.misplaced)
            return
        }
        let start = buffer.count
        let outerIndex = index
        expectation = .document
        value.write(to: &self)
        expectation = .element
        index = outerIndex
        // Of the document only its elements stay: not its length, nor its end.
        guard buffer.count >= start + 5 else { return }
        buffer.removeLast()
        buffer.removeSubrange(start..<start + 4)
    }
}
