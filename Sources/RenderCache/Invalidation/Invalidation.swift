/// Decides whether what is cached still holds, by the tags that it carries.
///
/// A ``Cache`` asks for evidence before it computes, keeps it with the value, and asks for
/// a verdict on it whenever the value is read. ``LoggedInvalidation`` follows a log of
/// changes and answers without a store; ``StoredTagVersions`` needs nothing but the store.
public protocol Invalidation: Sendable {
    /// How things stand, before a computation reads anything.
    func evidence(for tags: [String]) async -> [UInt64]

    /// The evidence when the computation has ended and is known to depend on more tags.
    ///
    /// - Returns: What to keep with the value, for all the tags in this order; `nil` if one
    ///   of the tags may have changed meanwhile in a way that could not be seen later, so
    ///   that the value must not be kept.
    func evidence(
        _ evidence: [UInt64], for tags: [String], extendedBy learned: [String]
    ) async -> [UInt64]?

    /// What is known of a value that was kept with this evidence.
    func verdict(on evidence: [UInt64], tags: [String]) async -> Verdict

    /// Makes everything that carries one of the tags out of date, in every process.
    ///
    /// - Returns: Whether that is certain.
    func invalidate(_ tags: [String]) async -> Bool
}
