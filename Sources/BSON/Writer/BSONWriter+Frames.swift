extension BSONWriter {
    /// What to return to when a document or array ends.
    @usableFromInline
    struct Frame {
        let start: Int
        let index: Int
        let isOutermost: Bool
    }

    @usableFromInline
    mutating func beginElement(_ key: StaticString) -> Int? {
        guard key.hasPointerRepresentation else { return beginElement("\(key)") }
        guard expectation == .element else {
            fail(.misplaced, at: "\(key)")
            return nil
        }
        // The characters of a static string live as long as the process.
        append(
            key: unsafe UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
                .span)
        expectation = .value
        return slot
    }

    @usableFromInline
    mutating func beginElement(_ key: String) -> Int? {
        guard expectation == .element else {
            fail(.misplaced, at: key)
            return nil
        }
        append(key: key.utf8Span.span)
        expectation = .value
        return slot
    }

    @usableFromInline
    mutating func endElement(_ start: Int) {
        if expectation == .value { buffer.removeLast(buffer.count - start) }
        expectation = .element
    }

    @usableFromInline
    mutating func beginItem() -> Int? {
        guard expectation == .item else {
            fail(.misplaced)
            return nil
        }
        slot = buffer.count
        buffer.append(0)
        if index < 10 {
            buffer.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: index))
        } else {
            buffer.append(contentsOf: String(index).utf8)
        }
        buffer.append(0)
        expectation = .value
        return slot
    }

    @usableFromInline
    mutating func endItem(_ start: Int) {
        if expectation == .value {
            buffer.removeLast(buffer.count - start)
        } else {
            index += 1
        }
        expectation = .item
    }

    @usableFromInline
    mutating func beginDocument() -> Frame? {
        guard expectation == .document else {
            guard begin(.document) else { return nil }
            return open(.element, isOutermost: false)
        }
        return open(.element, isOutermost: true)
    }

    @usableFromInline
    mutating func beginArray() -> Frame? {
        guard begin(.array) else { return nil }
        return open(.item, isOutermost: false)
    }

    /// Ends a document or array, and says at its start how long it is.
    @usableFromInline
    mutating func end(_ frame: Frame) {
        buffer.append(0)
        if let length = Int32(exactly: buffer.count - frame.start) {
            patch(length, at: frame.start)
        } else {
            fail(.tooLarge)
            buffer.replaceSubrange(frame.start..., with: [5, 0, 0, 0, 0])
        }
        index = frame.index
        depth -= 1
        expectation = frame.isOutermost ? .document : .nothing
    }

    /// Goes on with a document that has ended.
    init(reopening document: consuming [UInt8]) {
        buffer = document
        buffer.removeLast()
        expectation = .element
    }

    /// Ends the document that ``init(reopening:)`` went on with.
    mutating func closeReopened() {
        end(Frame(start: 0, index: 0, isOutermost: true))
    }

    private mutating func open(_ content: Expectation, isOutermost: Bool) -> Frame {
        let frame = Frame(start: buffer.count, index: index, isOutermost: isOutermost)
        depth += 1
        if depth > BSONReader.maximumDepth { fail(.tooDeep) }
        append(integer: UInt32(0))
        index = 0
        expectation = content
        return frame
    }

    /// Says that the value of the key just written is of `type`.
    ///
    /// - Returns: Whether a value may be written here.
    @inline(__always)
    mutating func begin(_ type: BSONType) -> Bool {
        guard expectation == .value else {
            fail(.misplaced)
            return false
        }
        buffer[slot] = type.rawValue
        expectation = .nothing
        return true
    }
}
