import FoundationEssentials
public import NIOCore

extension Cacheable where Self: Codable {
    /// Appends the value as JSON.
    ///
    /// - Throws: What the type's `encode(to:)` throws.
    public func write(to buffer: inout ByteBuffer) throws {
        buffer.writeBytes(try JSONEncoder().encode(self))
    }

    /// Reads a value from JSON.
    ///
    /// - Throws: What the type's `init(from:)` throws.
    public init(reading buffer: inout ByteBuffer) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(buffer.readableBytesView))
        buffer.moveReaderIndex(to: buffer.writerIndex)
    }
}
