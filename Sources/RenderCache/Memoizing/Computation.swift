import Logging
import NIOCore

/// The way from a miss to a value: one process computes, the others wait for it.
struct Computation: Sendable {
    let cache: Cache
    let request: CacheRequest
    /// What may be served if computing fails.
    var fallback: Envelope?
    /// A value that is to be made anew although it is as good as new.
    var replaced: Envelope?
    let flight: Flight

    /// Claims the key in the store and computes, or waits for whoever has claimed it.
    ///
    /// - Throws: What the computation throws, if nothing older can be served, and
    ///   `CancellationError`.
    func run() async throws -> Landing {
        var pauses = GrowingPauses(total: cache.settings.claimLifetime)
        var refreshBelow = replaced?.anyTimeLeft ?? request.lifetime.stale
        var tries = 0
        while true {
            switch await claim(refreshBelow: refreshBelow) {
            case .won(let old, let token):
                let found = await cache.judge(old, for: request)
                if let found, isDone(found) {
                    // Somebody was faster, or gave it a shorter life.
                    await leave(nothing: false, token)
                    return Landing(envelope: found.envelope, outcome: pauses.outcome)
                }
                guard !flight.isAbandoned else {
                    // Won after the value was forgotten: nobody is to wait for this one.
                    await leave(nothing: false, token)
                    return try await compute(orServe: found, claim: nil)
                }
                return try await compute(orServe: found, claim: token)
            case .found(let bytes):
                let found = await cache.judge(bytes, for: request)
                if let found, isDone(found) {
                    return Landing(envelope: found.envelope, outcome: pauses.outcome)
                }
                // The store does not know what is wrong with it. Only what nobody can use is
                // hidden from others.
                tries += 1
                guard tries < 4 else {
                    return try await compute(orServe: found, claim: nil)
                }
                if let found, tries == 1 {
                    refreshBelow = found.envelope.anyTimeLeft
                } else {
                    await cache.store.markStale(request.key, ifRevision: bytes.revision)
                }
            case .taken(let old):
                let found = await cache.judge(old, for: request)
                if let found, found.isServable {
                    let outcome = found.isFresh ? pauses.outcome : .stale
                    return Landing(envelope: found.envelope, outcome: outcome)
                }
                guard found?.verdict != .unknown, let pause = pauses.next() else {
                    // Better twice than never: who holds the claim may have died, and what
                    // it makes could not be judged here either.
                    return try await compute(orServe: found, claim: nil)
                }
                try await cache.timing.pause(pause)
            }
        }
    }

    /// Whether somebody else was faster.
    private func isDone(_ found: Judged) -> Bool {
        found.isFresh && found.envelope.madeAt > (replaced?.madeAt ?? .min)
    }

    private func claim(refreshBelow: Duration) async -> CacheClaim {
        await cache.store.claim(
            request.key, lifetime: cache.settings.claimLifetime, refreshBelow: refreshBelow)
    }

    /// Computes, with the token of a claim where one is held.
    private func compute(orServe old: Judged?, claim: UInt64?) async throws -> Landing {
        let recorder = CacheRecorder()
        do {
            var (envelope, isKept) = try await make(recorder)
            cache.failures.note(successOf: request.key, in: request.function)
            let isStored = isKept && !flight.isAbandoned ? await store(&envelope) : false
            if !isStored {
                // Who cannot tell what has changed leaves the old one to those who can.
                let isJudged = !envelope.evidence.isEmpty
                await leave(nothing: isJudged || old?.verdict == .outdated, claim)
            }
            return Landing(envelope: envelope, outcome: .miss)
        } catch  where recorder.notes.isRetired {
            // An answer, not a failure.
            cache.failures.note(successOf: request.key, in: request.function)
            await leave(nothing: true, claim)
            throw error
        } catch {
            await leave(nothing: false, claim)
            if Task.isCancelled { throw error }
            cache.meter.countFailure(of: request.function)
            guard let fallback = old?.fallback ?? fallback,
                // It may have changed while this was tried.
                await cache.verdict(on: fallback, for: request) != .outdated
            else { throw error }
            note(error)
            return Landing(envelope: fallback, outcome: .stale)
        }
    }

    /// Leaves the key to others without a new value and, if so asked, without the old one;
    /// even when this task is cancelled.
    private func leave(nothing: Bool, _ claim: UInt64?) async {
        await Task {
            // Whoever forgot the value has deleted it, and another may have made it since.
            if nothing, !flight.isAbandoned { _ = await cache.store.delete(request.key) }
            if let claim { await cache.store.release(request.key, ifToken: claim) }
        }.value
    }

    /// Computes the value.
    ///
    /// - Throws: What the computation throws.
    private func make(_ recorder: CacheRecorder) async throws -> (Envelope, isKept: Bool) {
        let declared = [request.functionTag] + request.tags
        let before = await cache.invalidation.evidence(for: declared)
        let start = cache.timing.uptime()
        let computed = try await CacheRecorder.$current.withValue(recorder) {
            try await request.compute(recorder)
        }
        let cost = cache.timing.uptime() - start
        cache.meter.countComputation(of: request.function, cost: cost)

        let notes = recorder.notes
        let all = (declared + notes.tags).withoutRepetitions()
        let evidence = await cache.invalidation.evidence(
            before, for: declared, extendedBy: Array(all.dropFirst(declared.count)))
        let lifetime = request.lifetime.applied(to: computed, notes: notes)
        let envelope = Envelope(
            madeAt: cache.timing.now(), freshFor: lifetime.fresh.milliseconds,
            staleFor: lifetime.stale.milliseconds, cost: cost.microseconds,
            evidence: evidence ?? [], tags: Array(all.dropFirst()), body: computed.body)
        return (envelope, isKept: notes.isKept && evidence != nil)
    }

    private func store(_ envelope: inout Envelope) async -> Bool {
        // To a store, a timeout of zero means for ever.
        guard envelope.lifetime > .zero else { return false }
        let bytes = envelope.write()
        // Whoever keeps a part of the value shares it with a store in memory.
        envelope.body = bytes.suffix(envelope.body.readableBytes)
        let isStored = await cache.store.set(
            request.key, bytes, timeout: envelope.lifetime)
        // Whoever forgot the value in the meantime may have deleted it before it was stored.
        if flight.isAbandoned { _ = await cache.store.delete(request.key) }
        if isStored {
            cache.meter.countStored(
                bytes.readableBytes, of: request.function, tags: envelope.tags)
        }
        return isStored
    }

    private func note(_ error: any Error) {
        let isFirst = cache.failures.note(
            failureOf: request.key, in: request.function, at: cache.timing.uptime(),
            pause: cache.settings.pauseAfterFailure)
        cache.logger.log(
            level: isFirst ? .warning : .debug, "Serving an old value: computing it failed",
            metadata: ["cache.function": "\(request.function)", "error": "\(error)"])
    }
}

extension CacheLifetime {
    /// The lifetime of a value, as the value and its computation want it.
    fileprivate func applied(
        to computed: CacheRequest.Computed, notes: CacheRecorder.Notes
    ) -> CacheLifetime {
        var lifetime = self
        if computed.isNegative {
            lifetime.fresh = min(fresh, negative)
            lifetime.stale = .zero
        }
        if let most = notes.mostFresh { lifetime.fresh = min(lifetime.fresh, most) }
        return lifetime
    }
}

extension ByteBuffer {
    /// The last of the bytes, in the same memory.
    fileprivate func suffix(_ length: Int) -> ByteBuffer {
        getSlice(at: writerIndex - length, length: length) ?? self
    }
}
