public import NIOCore

extension ByteBuffer: Cacheable {
    /// Appends the bytes.
    public func write(to buffer: inout ByteBuffer) {
        buffer.writeImmutableBuffer(self)
    }

    /// Takes the bytes, without a copy.
    public init(reading buffer: inout ByteBuffer) {
        self = buffer.readSlice(length: buffer.readableBytes) ?? ByteBuffer()
    }
}

extension [UInt8]: Cacheable {
    /// Appends the bytes.
    public func write(to buffer: inout ByteBuffer) {
        buffer.writeBytes(self)
    }

    /// Takes the bytes.
    public init(reading buffer: inout ByteBuffer) {
        self = buffer.readBytes(length: buffer.readableBytes) ?? []
    }
}

extension String: Cacheable {
    /// Appends the text as UTF-8.
    public func write(to buffer: inout ByteBuffer) {
        buffer.writeString(self)
    }

    /// Takes the bytes as text.
    ///
    /// - Throws: If they are not UTF-8.
    public init(reading buffer: inout ByteBuffer) throws {
        self = try buffer.readUTF8ValidatedString(length: buffer.readableBytes) ?? ""
    }
}

extension Bool: Cacheable {
    /// Appends a byte.
    public func write(to buffer: inout ByteBuffer) {
        buffer.writeInteger(self ? 1 : 0, as: UInt8.self)
    }

    /// Takes a byte.
    ///
    /// - Throws: `UnreadableValue` if it is neither 0 nor 1.
    public init(reading buffer: inout ByteBuffer) throws {
        switch buffer.readInteger(as: UInt8.self) {
        case 0: self = false
        case 1: self = true
        default: throw UnreadableValue()
        }
    }
}

extension Int: Cacheable {
    /// Appends eight bytes.
    public func write(to buffer: inout ByteBuffer) {
        buffer.writeInteger(Int64(self))
    }

    /// Takes eight bytes.
    ///
    /// - Throws: `UnreadableValue` if there are fewer.
    public init(reading buffer: inout ByteBuffer) throws {
        guard let number = buffer.readInteger(as: Int64.self) else { throw UnreadableValue() }
        self = Int(number)
    }
}

extension Optional: Cacheable where Wrapped: Cacheable {
    /// Whether there is nothing, or what there is says so.
    public var isNegative: Bool { self?.isNegative ?? true }

    /// Appends whether there is a value, and the value.
    ///
    /// - Throws: What the value throws.
    public func write(to buffer: inout ByteBuffer) throws {
        (self != nil).write(to: &buffer)
        try self?.write(to: &buffer)
    }

    /// Takes what ``write(to:)`` appended.
    ///
    /// - Throws: If it is something else.
    public init(reading buffer: inout ByteBuffer) throws {
        self = try Bool(reading: &buffer) ? Wrapped(reading: &buffer) : nil
    }
}

/// Bytes that are not a value of the type asked for.
public struct UnreadableValue: Error {
    /// Says that bytes are not a value of the type asked for.
    public init() {}
}
