import NIOCore

/// What a caller wants of a cache, and how to compute it.
struct CacheRequest: Sendable {
    /// What a computation gives: a value's bytes.
    struct Computed {
        let body: ByteBuffer
        let isNegative: Bool
    }

    let function: String
    let key: CacheKey
    let tags: [String]
    let lifetime: CacheLifetime
    let compute: @Sendable (CacheRecorder) async throws -> Computed
    /// Whether bytes from a store are such a value.
    let isReadable: @Sendable (ByteBuffer) -> Bool

    init<Value: Cacheable>(
        function: String, key: CacheKey, tags: [String], lifetime: CacheLifetime,
        compute: @escaping @Sendable (CacheRecorder) async throws -> Value
    ) {
        self.function = function
        self.key = key
        self.tags = tags.withoutRepetitions()
        self.lifetime = lifetime
        self.compute = { recorder in
            let value = try await compute(recorder)
            var body = ByteBuffer()
            try value.write(to: &body)
            return Computed(body: body, isNegative: value.isNegative)
        }
        isReadable = { body in
            var body = body
            return (try? Value(reading: &body)) != nil
        }
    }

    /// The tag that everything carries which a function has computed.
    static func tag(ofFunction name: String) -> String { "function:" + name }

    var functionTag: String { Self.tag(ofFunction: function) }
}

extension [String] {
    /// The elements in their order, each once; they differ where their bytes do.
    func withoutRepetitions() -> [String] {
        var seen: Set<CacheKey> = []
        return filter { seen.insert(CacheKey($0)).inserted }
    }
}
