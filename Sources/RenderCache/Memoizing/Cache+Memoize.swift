extension Cache {
    /// The value that `compute` gives, from the store where that has it.
    ///
    /// The name and the parts are the key: everything that the value depends on besides what
    /// the tags name. Those who ask for the same key at once share one computation, the
    /// first one's, which goes on in a task of its own.
    ///
    /// - Throws: What `compute` throws, if nothing older can be served; `CancellationError`
    ///   if this task is cancelled.
    public func memoize<Value: Cacheable>(
        _ function: String, _ parts: any CacheKeyPart..., tags: [String] = [],
        freshFor: Duration? = nil, staleFor: Duration? = nil, negativeFor: Duration? = nil,
        compute: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await entry(
            function, parts, tags: tags, freshFor: freshFor, staleFor: staleFor,
            negativeFor: negativeFor
        ) { _ in try await compute() }.value
    }

    /// The value that `compute` gives, which may tell what it shows while it makes it.
    ///
    /// - Throws: As ``memoize(_:_:tags:freshFor:staleFor:negativeFor:compute:)``.
    public func memoize<Value: Cacheable>(
        _ function: String, _ parts: any CacheKeyPart..., tags: [String] = [],
        freshFor: Duration? = nil, staleFor: Duration? = nil, negativeFor: Duration? = nil,
        compute: @escaping @Sendable (CacheRecorder) async throws -> Value
    ) async throws -> Value {
        try await entry(
            function, parts, tags: tags, freshFor: freshFor, staleFor: staleFor,
            negativeFor: negativeFor, compute: compute
        ).value
    }

    /// The value with its tags and what is left of its time, for those who keep it in a
    /// cache of their own as well.
    ///
    /// - Throws: As ``memoize(_:_:tags:freshFor:staleFor:negativeFor:compute:)``.
    public func entry<Value: Cacheable>(
        _ function: String, _ parts: [any CacheKeyPart], tags: [String] = [],
        freshFor: Duration? = nil, staleFor: Duration? = nil, negativeFor: Duration? = nil,
        compute: @escaping @Sendable (CacheRecorder) async throws -> Value
    ) async throws -> CacheEntry<Value> {
        let request = CacheRequest(
            function: function, key: key(function, parts), tags: tags,
            lifetime: settings.lifetime.with(
                fresh: freshFor, stale: staleFor, negative: negativeFor),
            compute: compute)
        let found = await find(request)
        if let found, let outcome = serve(found, for: request),
            let entry: CacheEntry<Value> = try? entry(found.envelope, outcome, of: request)
        {
            return entry
        }
        let (envelope, outcome) = try await fly(request, fallback: found?.fallback)
        return try entry(envelope, outcome, of: request)
    }

    /// The key of what a function computes from such parts.
    func key(_ function: String, _ parts: [any CacheKeyPart]) -> CacheKey {
        let parts = parts.map(\.cacheKeyPart)
        return CacheKey(
            function, parts: settings.release.isEmpty ? parts : [settings.release] + parts)
    }

    private func find(_ request: CacheRequest) async -> Judged? {
        guard let bytes = await store.get(request.key),
            let envelope = Envelope(reading: bytes.bytes)
        else { return nil }
        return await judge(envelope, for: request)
    }

    /// Whether a value is served without waiting for a new one, of which the making may
    /// begin here.
    private func serve(_ found: Judged, for request: CacheRequest) -> CacheOutcome? {
        switch (found.verdict, found.age) {
        case (.current, .fresh(let left)):
            let early = EarlyRefresh(eagerness: settings.eagerness)
            let left = Duration.milliseconds(left)
            if early.isDue(
                cost: .microseconds(found.envelope.cost), left: left, random: timing.random())
            {
                refresh(request, found.envelope, isEarly: true)
            }
            return .hit
        case (.current, .stale):
            refresh(request, found.envelope)
            return .stale
        case (.unknown, .fresh), (.unknown, .stale):
            // Whoever waited for what fails would wait for its failure.
            guard failures.isFailing(request.function) else { return nil }
            refresh(request, found.envelope)
            return .stale
        case (.outdated, _), (_, .over):
            return nil
        }
    }

    /// Makes a new value in the background.
    private func refresh(_ request: CacheRequest, _ old: Envelope, isEarly: Bool = false) {
        guard !failures.isPaused(request.key, at: timing.uptime()) else { return }
        flights.refresh(request.key, most: settings.mostRefreshes) { flight in
            try await Computation(
                cache: self, request: request, fallback: old, replaced: isEarly ? old : nil,
                flight: flight
            ).run()
        }
    }

    /// Joins the flight under way, or starts one.
    private func fly(
        _ request: CacheRequest, fallback: Envelope?
    ) async throws -> (Envelope, CacheOutcome) {
        var isSecond = false
        while true {
            let (landing, isOwn) = try await flights.result(of: request.key) { flight in
                try await Computation(
                    cache: self, request: request, fallback: fallback, flight: flight
                ).run()
            }
            if isOwn { return (landing.envelope, landing.outcome) }
            // What changed since the flight began may have changed before this call, which
            // must not get an older value than that. The next flight will have begun later.
            if isSecond || landing.outcome == .stale {
                return (landing.envelope, landing.outcome == .stale ? .stale : .wait)
            }
            if await verdict(on: landing.envelope, for: request) != .outdated {
                return (landing.envelope, .wait)
            }
            isSecond = true
        }
    }

    private func entry<Value: Cacheable>(
        _ envelope: Envelope, _ outcome: CacheOutcome, of request: CacheRequest
    ) throws -> CacheEntry<Value> {
        var body = envelope.body
        let value = try Value(reading: &body)
        var left = Duration.zero
        if outcome != .stale, case .fresh(let milliseconds) = envelope.age(at: timing.now()) {
            left = .milliseconds(milliseconds)
        }
        meter.count(outcome, envelope, of: request.function)
        CacheRecorder.current?.include(
            envelope.tags + [request.functionTag], isStale: outcome == .stale)
        return CacheEntry(
            value: value, tags: envelope.tags, evidence: envelope.evidence, freshFor: left,
            outcome: outcome)
    }
}
