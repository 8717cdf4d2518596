public import NIOCore

/// A value in a memory cache, what it costs and when it ends.
public struct MemoryCacheEntry<Value: Sendable>: Sendable {
    /// What is kept.
    public var value: Value
    /// How many bytes of memory the value keeps alive.
    public var cost: Int
    /// When the entry ends; `nil` if only for want of room.
    public var expires: NIODeadline?

    /// An entry.
    public init(value: Value, cost: Int, expires: NIODeadline? = nil) {
        self.value = value
        self.cost = cost
        self.expires = expires
    }
}
