/// One of the values that a cached result was computed from.
///
/// Identifiers of one's own conform without a line of code if they are `RawRepresentable`
/// or `LosslessStringConvertible`:
///
/// ```swift
/// extension ObjectID: CacheKeyPart {}
/// ```
public protocol CacheKeyPart {
    /// The value as text: equal for equal values, and different for different ones.
    var cacheKeyPart: String { get }
}

extension CacheKeyPart where Self: LosslessStringConvertible {
    /// The value's own text.
    public var cacheKeyPart: String { description }
}

extension CacheKeyPart where Self: RawRepresentable, RawValue: CacheKeyPart {
    /// The raw value's text.
    public var cacheKeyPart: String { rawValue.cacheKeyPart }
}

extension String: CacheKeyPart {}
extension Bool: CacheKeyPart {}
extension Int: CacheKeyPart {}
extension Int32: CacheKeyPart {}
extension Int64: CacheKeyPart {}
extension UInt: CacheKeyPart {}
extension UInt32: CacheKeyPart {}
extension UInt64: CacheKeyPart {}

extension Optional: CacheKeyPart where Wrapped: CacheKeyPart {
    /// The value's text, marked so that no text is taken for `nil`.
    public var cacheKeyPart: String { map { "=" + $0.cacheKeyPart } ?? "" }
}
