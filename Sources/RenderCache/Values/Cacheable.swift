public import NIOCore

/// A value that can be cached: it turns into bytes and back.
///
/// Text, bytes, numbers and optionals conform. A type that is `Codable` conforms by saying
/// so, and is kept as JSON:
///
/// ```swift
/// struct Archive: Codable, Cacheable { … }
/// ```
public protocol Cacheable: SendableMetatype {
    /// Whether the value says that there is nothing: it is then kept for the shorter
    /// ``CacheLifetime/negative``.
    var isNegative: Bool { get }

    /// Appends the value.
    ///
    /// - Throws: If the value has no such form.
    func write(to buffer: inout ByteBuffer) throws

    /// Reads a value from all the bytes that are left.
    ///
    /// - Throws: If they are not such a value, as after an update of the program: the value
    ///   is then computed anew.
    init(reading buffer: inout ByteBuffer) throws
}

extension Cacheable {
    /// Something, unless a type says otherwise.
    public var isNegative: Bool { false }
}
