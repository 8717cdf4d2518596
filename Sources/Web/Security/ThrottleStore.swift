public import FoundationEssentials

/// Where a throttle keeps the moments at which its subjects are free again.
///
/// A moment that has passed means the same as none, so a store may delete it.
public protocol ThrottleStore: Sendable {
    /// Moves a subject's moment on by `interval`, unless it is after `latest`, in one
    /// step: of several callers at the same time, each sees what the one before left.
    ///
    /// Returns the moment as it was before; `now` if it had passed or there was none.
    func charge(
        _ name: String, interval: TimeInterval, unlessFreeAfter latest: Date, now: Date
    ) async throws -> Date

    /// Moves a subject's moment, if there is one, back by `interval`.
    func refund(_ name: String, interval: TimeInterval) async throws

    /// Forgets a subject.
    func forget(_ name: String) async throws
}
