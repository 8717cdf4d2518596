package import NIOCore

extension Envelope {
    /// Changes with every change to the form below: what an older or newer program has
    /// written is then a miss.
    private static let form: UInt8 = 1

    /// A body is added to this: form, sum, times, cost, evidence, tags.
    ///
    /// Numbers have as many bytes as they need, seven bits in each. The sum over everything
    /// before the body makes garbage a miss; the body's length is among it, so that a
    /// shortened body is one too.
    package func write() -> ByteBuffer {
        var head = ByteBuffer()
        for number in [madeAt, freshFor, staleFor, cost] { head.writeNumber(number) }
        head.writeNumber(Int64(evidence.count))
        for number in evidence { head.writeInteger(number) }
        head.writeNumber(Int64(tags.count))
        for tag in tags {
            head.writeNumber(Int64(tag.utf8.count))
            head.writeString(tag)
        }
        head.writeNumber(Int64(body.readableBytes))

        var buffer = ByteBuffer()
        buffer.reserveCapacity(head.readableBytes + body.readableBytes + 5)
        buffer.writeInteger(Self.form)
        buffer.writeInteger(Self.sum(of: head))
        buffer.writeImmutableBuffer(head)
        buffer.writeImmutableBuffer(body)
        return buffer
    }

    /// Reads an envelope; `nil` if the bytes are anything else.
    package init?(reading bytes: ByteBuffer) {
        var buffer = bytes
        guard buffer.readInteger(as: UInt8.self) == Self.form,
            let sum = buffer.readInteger(as: UInt32.self)
        else { return nil }
        let start = buffer

        guard let madeAt = buffer.readNumber(), let freshFor = buffer.readNumber(),
            let staleFor = buffer.readNumber(), let cost = buffer.readNumber(),
            let evidence = buffer.readMany({ $0.readInteger(as: UInt64.self) }),
            let tags = buffer.readMany({ $0.readText() }),
            let length = buffer.readNumber(), length == buffer.readableBytes,
            let head = start.getSlice(
                at: start.readerIndex, length: buffer.readerIndex - start.readerIndex),
            Self.sum(of: head) == sum
        else { return nil }
        self.init(
            madeAt: madeAt, freshFor: freshFor, staleFor: staleFor, cost: cost,
            evidence: evidence, tags: tags, body: buffer)
    }

    /// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/): against accidents, not against
    /// those who may write to the store.
    private static func sum(of bytes: ByteBuffer) -> UInt32 {
        bytes.readableBytesView.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
}

extension ByteBuffer {
    /// Appends a number from 0 to 2⁴⁹ − 1, seven bits to a byte, the lowest first.
    ///
    /// In milliseconds that is 17,000 years, so no sum of what is read back overflows.
    fileprivate mutating func writeNumber(_ number: Int64) {
        var rest = UInt64(min(max(0, number), 1 << 49 - 1))
        while rest > 0x7F {
            writeInteger(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        writeInteger(UInt8(rest))
    }

    fileprivate mutating func readNumber() -> Int64? {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 49, by: 7) {
            guard let byte = readInteger(as: UInt8.self) else { return nil }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int64(number) }
        }
        return nil
    }

    fileprivate mutating func readText() -> String? {
        guard let length = readNumber(), length <= readableBytes else { return nil }
        return try? readUTF8ValidatedString(length: Int(length))
    }

    /// Reads so many elements as the number before them says.
    fileprivate mutating func readMany<Element>(
        _ read: (inout ByteBuffer) -> Element?
    ) -> [Element]? {
        guard let count = readNumber(), count <= readableBytes else { return nil }
        var elements: [Element] = []
        for _ in 0..<count {
            guard let element = read(&self) else { return nil }
            elements.append(element)
        }
        return elements
    }
}
