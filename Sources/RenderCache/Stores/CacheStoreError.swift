/// Why a store cannot be used as it was asked for: a mistake in the settings, found at start.
///
/// Once a store is open it has no errors any more: what goes wrong is a miss.
public struct CacheStoreError: Error, Hashable, CustomStringConvertible {
    /// What is wrong, and what would be right.
    public let description: String

    /// An error for a person who wrote a setting.
    public init(_ description: String) {
        self.description = description
    }
}
