import NIOCore
import RenderCache
import Testing

@Suite("memcached, shared by several processes")
struct MemcachedSharingTests {
    let key = CacheKey("post", "1")

    @Test
    func `what one stores another finds, whichever of three servers has it`() async throws {
        try await Self.withTwo(servers: 3) { one, other in
            let keys = (0..<100).map { CacheKey("post", "\($0)") }
            for key in keys { await one.set(key, key.text) }

            let found = await other.texts(keys)

            #expect(found.count == 100)
            #expect(found.allSatisfy { $0.key.text == $0.value })
        }
    }

    @Test
    func `of all who claim in both one wins`() async throws {
        try await Self.withTwo(servers: 1) { one, other in
            let claims = await withTaskGroup { group in
                for index in 0..<400 {
                    group.addTask { await (index % 2 == 0 ? one : other).claim(key) as Claimed }
                }
                return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }

            #expect(claims == [.won(stale: nil): 1, .taken(stale: nil): 399])
        }
    }

    @Test
    func `what one has cleared no other sees, nor finds later`() async throws {
        try await Self.withTwo(servers: 3) { one, other in
            let keys = (0..<50).map { CacheKey("post", "\($0)") }
            for key in keys { await other.set(key, "old") }

            let isCleared = await one.clear()

            #expect(isCleared)
            #expect(await other.texts(keys).isEmpty)
            #expect(await other.text(key) == nil)
            #expect(await other.increment(key, by: 3, timeout: nil) == 3)
            #expect(await one.text(key) == "3")
        }
    }

    @Test
    func `a name space whose generation was evicted begins anew`() async throws {
        try await MemcachedProcess.with { server in
            try await MemcachedStore.with([server]) { store in
                await store.set(key, "old")

                let reply = try await RawMemcached.ask(
                    server, "delete cache:generation", until: "DELETED")

                #expect(reply == "DELETED\r\n")
                #expect(await store.text(key) == nil)
                #expect(await store.set(key, "new"))
                #expect(await store.text(key) == "new")
            }
        }
    }

    @Test
    func `another's flush is a miss, and nothing else`() async throws {
        try await MemcachedProcess.with { server in
            try await MemcachedStore.with([server]) { store in
                await store.set(key, "old")

                _ = try await RawMemcached.ask(server, "flush_all", until: "OK")

                #expect(await store.text(key) == nil)
                #expect(await store.claim(key) == .won(stale: nil))
            }
        }
    }

    @Test
    func `a claim to renew ends with its lifetime, for its holder may have died`() async throws {
        try await Self.withTwo(servers: 1) { one, other in
            await one.set(key, "old")
            await one.markStale(key, ifRevision: nil)
            await one.claim(key, lifetime: .seconds(1))

            let isWon = await eventually { await other.claim(key) == .won(stale: "old") }

            #expect(isWon)
        }
    }

    @Test
    func `what is marked as stale while it is made anew is made once more`() async throws {
        try await Self.withTwo(servers: 1) { one, other in
            await one.set(key, "old")
            await one.markStale(key, ifRevision: nil)
            await one.claim(key)

            await other.markStale(key, ifRevision: nil)

            #expect(await other.claim(key) == .won(stale: "old"))
            #expect(await one.claim(key) == .taken(stale: "old"))
        }
    }

    @Test
    func `a mark of stale does not end the claim to a missing value`() async throws {
        try await Self.withTwo(servers: 1) { one, other in
            await one.claim(key)

            await other.markStale(key, ifRevision: nil)

            #expect(await other.claim(key) == .taken(stale: nil))
        }
    }

    @Test
    func `a stale counter begins again`() async throws {
        try await Self.withTwo(servers: 1) { one, other in
            _ = await one.increment(key, by: 5, timeout: nil)
            await one.markStale(key, ifRevision: nil)

            #expect(await other.increment(key, by: 2, timeout: nil) == 2)
            #expect(await one.text(key) == "2")
        }
    }

    @Test
    func `a claimed counter begins`() async throws {
        try await Self.withTwo(servers: 1) { one, other in
            await one.claim(key)

            #expect(await other.increment(key, by: 2, timeout: nil) == 2)
            #expect(await other.decrement(CacheKey("other"), by: 2, timeout: nil) == 0)
        }
    }

    @Test(arguments: [
        "9 ", "10 ", " 9", "+9", "007", "0", "99999999999999999999", "=9", " ", "5\r\n",
    ])
    func `what looks like a number comes back as it was`(text: String) async throws {
        try await Self.withTwo(servers: 1) { one, other in
            await one.set(key, text)

            #expect(await other.text(key) == text)
            #expect(await other.texts([key]) == [key: text])
            #expect(await other.claim(key) == .found(text))
        }
    }

    @Test
    func `a counter that has lost digits is still a number`() async throws {
        try await Self.withTwo(servers: 1) { one, other in
            await one.set(key, "1000")
            _ = await one.decrement(key, by: 1, timeout: nil)
            _ = await one.decrement(key, by: 990, timeout: nil)

            #expect(await other.text(key) == "9")
            #expect(await other.increment(key, by: 2, timeout: nil) == 11)
            #expect(await other.text(key) == "11")
        }
    }

    @Test
    func `a value that is larger than a process takes is a miss to it`() async throws {
        try await MemcachedProcess.with { server in
            var configuration = MemcachedConfiguration(.fixed([server.address]))
            try await MemcachedStore.with(configuration) { large in
                configuration.maximumValueSize = 1_000
                try await MemcachedStore.with(configuration) { small in
                    await large.set(key, String(repeating: "x", count: 10_000))

                    #expect(await small.text(key) == nil)
                    #expect(await small.claim(key) == .won(stale: nil))
                    #expect(await small.set(key, "small"))
                    #expect(await large.text(key) == "small")
                }
            }
        }
    }

    @Test
    func `a value that the server has no room for is refused, and the old one gone`() async throws {
        try await MemcachedProcess.with(options: ["-I", "512k"]) { server in
            try await MemcachedStore.with([server]) { store in
                await store.set(key, "old")

                let isStored = await store.set(key, String(repeating: "x", count: 600_000))

                #expect(!isStored)
                #expect(await store.text(key) == nil)
                #expect(await store.set(key, "new"))
            }
        }
    }

    /// Lends two stores, as two processes would have them.
    private static func withTwo(
        servers: Int, _ body: (MemcachedStore, MemcachedStore) async throws -> Void
    ) async throws {
        try await MemcachedProcess.with(count: servers) { servers in
            try await MemcachedStore.with(servers) { one in
                try await MemcachedStore.with(servers) { other in try await body(one, other) }
            }
        }
    }
}
