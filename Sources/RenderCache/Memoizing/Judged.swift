/// A value from the store, with all that is known of it.
struct Judged {
    let envelope: Envelope
    let age: Age
    let verdict: Verdict

    /// Whether it is as good as new.
    var isFresh: Bool {
        if case .fresh = age { return verdict == .current }
        return false
    }

    /// Whether it may be served while somebody makes a new one.
    var isServable: Bool {
        if case .over = age { return false }
        return verdict == .current
    }

    /// The value, if it is better than an error.
    var fallback: Envelope? {
        if case .over = age { return nil }
        return verdict == .outdated ? nil : envelope
    }
}

extension Cache {
    /// Reads what a store has kept; `nil` if that is not such a value.
    func judge(_ bytes: CachedBytes?, for request: CacheRequest) async -> Judged? {
        guard let bytes, let envelope = Envelope(reading: bytes.bytes),
            request.isReadable(envelope.body)
        else { return nil }
        return await judge(envelope, for: request)
    }

    /// Judges an envelope by the clock and by its tags.
    func judge(_ envelope: Envelope, for request: CacheRequest) async -> Judged {
        Judged(
            envelope: envelope, age: envelope.age(at: timing.now()),
            verdict: await verdict(on: envelope, for: request))
    }

    /// What is known of a value.
    func verdict(on envelope: Envelope, for request: CacheRequest) async -> Verdict {
        await invalidation.verdict(
            on: envelope.evidence, tags: [request.functionTag] + envelope.tags)
    }
}
