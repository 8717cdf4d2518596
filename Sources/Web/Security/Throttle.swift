import FoundationEssentials

/// Lets something be done a few times at once, and after that only now and then.
///
///     let throttle = Throttle(store: store, settings: settings)
///     try await throttle.charge(ThrottleSubject("comment", address, limit))
///
/// Each subject has a moment at which it is free again, as if nothing had ever been
/// tried. A try moves that moment on by the limit's interval. One that would move it
/// too far is refused and moves nothing, so nobody waits longer for knocking on. One
/// moment is all there is to keep (the generic cell rate algorithm of ITU-T I.371), and
/// a moment that has passed can be forgotten.
public struct Throttle: Sendable {
    private let store: any ThrottleStore
    private let key: [UInt8]
    private let now: @Sendable () -> Date

    /// Counts in `store`, for every process of the site that uses the same.
    public init(store: any ThrottleStore, settings: WebSettings) {
        self.store = store
        key = settings.secretKey.subkey("throttle")
        now = settings.now
    }

    /// Counts one try.
    ///
    /// - Throws: ``TooManyTries``, and what the store throws.
    public func charge(_ subject: ThrottleSubject) async throws {
        let now = now()
        let interval = subject.limit.interval / .seconds(1)
        let latest = now + interval * Double(max(1, subject.limit.burst) - 1)
        let freeAt = try await store.charge(
            name(of: subject), interval: interval, unlessFreeAfter: latest, now: now)
        guard freeAt <= latest else {
            throw TooManyTries(seconds: Int(freeAt.timeIntervalSince(latest).rounded(.up)))
        }
    }

    /// Takes one try back, because it was none.
    ///
    /// - Throws: what the store throws.
    public func refund(_ subject: ThrottleSubject) async throws {
        try await store.refund(name(of: subject), interval: subject.limit.interval / .seconds(1))
    }

    /// Forgets every try.
    ///
    /// - Throws: what the store throws.
    public func forget(_ subject: ThrottleSubject) async throws {
        try await store.forget(name(of: subject))
    }

    /// A keyed digest: however long names are, and without telling the store any.
    private func name(of subject: ThrottleSubject) -> String {
        Hexadecimal.encode(Sodium.digest(Array("\(subject.kind) \(subject.name)".utf8), key: key))
    }
}
