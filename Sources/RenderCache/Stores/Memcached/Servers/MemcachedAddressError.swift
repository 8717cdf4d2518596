/// A text that names no memcached server.
public struct MemcachedAddressError: Error, Hashable, CustomStringConvertible {
    /// The text.
    public let text: String
    /// What is wrong with it.
    public let reason: String

    /// What is wrong, in a sentence.
    public var description: String { "'\(text)' is no address of memcached: \(reason)" }
}
