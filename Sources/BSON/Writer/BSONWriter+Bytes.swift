extension BSONWriter {
    /// Appends a little-endian integer.
    @inline(__always)
    mutating func append<Integer: FixedWidthInteger & UnsignedInteger>(integer: Integer) {
        buffer.append(addingCapacity: MemoryLayout<Integer>.size) { output in
            output.append(integer: integer)
        }
    }

    /// Appends bytes.
    @inline(__always)
    mutating func append(span: Span<UInt8>) {
        // The pointer is used only within the closure.
        unsafe span.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
    }

    /// Overwrites four bytes that have been appended before.
    @inline(__always)
    mutating func patch(_ length: Int32, at offset: Int) {
        let length = UInt32(bitPattern: length)
        for index in 0..<4 {
            buffer[offset + index] = UInt8(truncatingIfNeeded: length >> UInt32(8 * index))
        }
    }

    /// Appends the type of a value that comes later, and its key.
    ///
    /// A NUL in the key would end it early and make its rest a value. It becomes
    /// U+FFFD, the replacement character, and is a ``failure``.
    @inline(__always)
    mutating func append(key: Span<UInt8>) {
        slot = buffer.count
        var hasNUL = false
        buffer.append(addingCapacity: key.count + 2) { output in
            output.append(0)
            for index in key.indices {
                let byte = key[index]
                output.append(byte)
                if byte == 0 { hasNUL = true }
            }
            output.append(0)
        }
        if hasNUL { replaceNULs(from: slot + 1) }
    }

    /// Appends a part of a regular expression, under the same rule as a key.
    mutating func append(terminated text: String) {
        let start = buffer.count
        append(span: text.utf8Span.span)
        buffer.append(0)
        if text.utf8.contains(0) { replaceNULs(from: start) }
    }

    /// Appends text with its length before it and a NUL behind it.
    @inline(__always)
    mutating func append(text: Span<UInt8>) {
        guard let length = UInt32(exactly: text.count + 1), length <= Int32.max else {
            fail(.tooLarge)
            append(integer: UInt32(1))
            buffer.append(0)
            return
        }
        buffer.append(addingCapacity: text.count + 5) { output in
            output.append(integer: length)
            output.append(span: text)
            output.append(0)
        }
    }

    @inline(never)
    private mutating func replaceNULs(from start: Int) {
        fail(.containsNUL)
        let text = buffer[start...].dropLast()
            .split(separator: 0, omittingEmptySubsequences: false)
        let replaced = Array(text.joined(separator: "\u{FFFD}".utf8)) + [0]
        buffer.replaceSubrange(start..., with: replaced)
    }
}

extension OutputSpan<UInt8> {
    /// Appends a little-endian integer.
    @inline(__always)
    fileprivate mutating func append<Integer: FixedWidthInteger & UnsignedInteger>(
        integer: Integer
    ) {
        var rest = integer
        for _ in 0..<MemoryLayout<Integer>.size {
            append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// Appends bytes, for which there must be room.
    @inline(__always)
    fileprivate mutating func append(span: Span<UInt8>) {
        // `initialize` writes only into the rest of the buffer that it is given,
        // and says how far it came.
        unsafe withUnsafeMutableBufferPointer { buffer, count in
            let rest = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count...])
            count += unsafe span.withUnsafeBufferPointer {
                unsafe rest.initialize(fromContentsOf: $0)
            }
        }
    }
}
