extension BSONReader {
    /// Moves to the next element of the document or array.
    ///
    ///     while let element = try reader.next() {
    ///         var value = element.value
    ///         try counts[element.key()] = Int(from: &value)
    ///     }
    ///
    /// - Throws: ``BSONError`` if the value is no document or array, or is
    ///   malformed there.
    /// - Returns: The element, or `nil` after the last.
    @_lifetime(copy self)
    public mutating func next() throws(BSONError) -> BSONElement? {
        if position == 0 { try enter() }
        if position == bytes.count - 1 { return nil }
        let keyEnd = try bytes.terminator(from: position + 1)
        let key = bytes.extracting(position + 1..<keyEnd)
        return BSONElement(name: key, value: try element(valueAt: keyEnd + 1))
    }

    /// Finds the value of a key, looking first where the last one ended.
    ///
    /// Fields are mostly asked for in the order they were written, so the first
    /// comparison mostly succeeds and the document is walked once.
    ///
    /// - Throws: ``BSONError`` if the reader's own value is no document, or is
    ///   malformed on the way.
    /// - Returns: A reader of the value, or `nil` if there is no such key.
    @_lifetime(copy self)
    public mutating func find(_ key: StaticString) throws(BSONError) -> BSONReader? {
        // The characters of a static string live as long as the process, and a
        // literal longer than one scalar always has a pointer to them.
        guard key.hasPointerRepresentation else { return try find(forKey: "\(key)") }
        let name = unsafe UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
        return try find(name: unsafe name.span)
    }

    /// Finds the value of a key that is not known before the program runs.
    @usableFromInline
    @_lifetime(copy self)
    mutating func find(forKey key: String) throws(BSONError) -> BSONReader? {
        let name = key.utf8Span.span
        for index in name.indices where name[index] == 0 { return nil }
        return try find(name: name)
    }

    @inline(__always)
    @_lifetime(copy self)
    private mutating func find(name: Span<UInt8>) throws(BSONError) -> BSONReader? {
        if position == 0 { try enter() }
        if bytes.hasKey(name, at: position + 1) {
            return try element(valueAt: position + name.count + 2)
        }
        return try search(name: name)
    }

    /// Walks once around the document, from here to the end and from the
    /// beginning to here.
    @inline(never)
    @_lifetime(copy self)
    private mutating func search(name: Span<UInt8>) throws(BSONError) -> BSONReader? {
        let start = position
        let end = bytes.count - 1
        var wrapped = false
        while true {
            if position == end {
                guard !wrapped, start != 4 else { break }
                wrapped = true
                position = 4
            }
            if wrapped, position >= start { break }
            let keyEnd = try bytes.terminator(from: position + 1)
            let isMatch =
                keyEnd - position - 1 == name.count && bytes.hasKey(name, at: position + 1)
            let found = try element(valueAt: keyEnd + 1)
            if isMatch { return found }
        }
        position = start
        return nil
    }

    /// How many elements there are if each is as long as the first, which was just read.
    ///
    /// To know it saves growing, again and again, the array that they are read into. A first
    /// element that is far shorter than the others must not ask for much memory.
    @usableFromInline
    package var likelyCount: Int {
        let length = Swift.max(position - 4, 1)
        return Swift.min((bytes.count - 5 + length - 1) / length, 128)
    }

    private mutating func enter() throws(BSONError) {
        try open()
        position = 4
    }

    /// Reads the value at `start` of the element at `position`, and moves behind it.
    @inline(__always)
    @_lifetime(copy self)
    private mutating func element(valueAt start: Int) throws(BSONError) -> BSONReader {
        guard let type = BSONType(rawValue: bytes[position]) else {
            throw BSONError(.malformed(.type))
        }
        let end = try bytes.end(of: type, at: start)
        // The last byte ends the document and belongs to no element.
        guard start >= 0, start <= end, end < bytes.count else {
            throw BSONError(.malformed(.length))
        }
        position = end
        return BSONReader(type: type, bytes: bytes.extracting(start..<end), depth: depth + 1)
    }
}
