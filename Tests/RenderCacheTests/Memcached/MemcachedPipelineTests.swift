import NIOCore
import RenderCache
import Testing

@Suite("One connection to memcached")
struct MemcachedPipelineTests {
    @Test
    func `many requests are under way on it at once, and each gets its own reply`() async throws {
        try await withStore { store, server in
            let mistakes = await withTaskGroup { group in
                for task in 0..<32 {
                    group.addTask {
                        var mistakes = 0
                        for number in 0..<200 {
                            let key = CacheKey("task", "\(task)", "\(number % 7)")
                            let text = String(repeating: "\(task).\(number) ", count: number)
                            await store.set(key, text)
                            if await store.text(key) != text { mistakes += 1 }
                        }
                        return mistakes
                    }
                }
                return await group.reduce(0, +)
            }

            #expect(mistakes == 0)
            // The store's, and the one that asks.
            let connections = try await RawMemcached.statistic("curr_connections", of: server)
            #expect(connections == 2)
        }
    }

    @Test
    func `those who leave do not take the replies of others with them`() async throws {
        try await withStore { store, _ in
            let keys = (0..<20).map { CacheKey("post", "\($0)") }
            for key in keys { await store.set(key, key.text) }

            let mistakes = await withTaskGroup { group in
                for round in 0..<500 {
                    let key = keys[round % keys.count]
                    group.addTask {
                        let asking = Task { await store.text(key) }
                        if round % 3 == 0 { asking.cancel() }
                        let text = await asking.value
                        return text == key.text || round % 3 == 0 && text == nil ? 0 : 1
                    }
                }
                return await group.reduce(0, +)
            }

            #expect(mistakes == 0)
            #expect(await store.texts(keys).count == keys.count)
        }
    }

    @Test
    func `a task that is cancelled does not wait for a server that hangs`() async throws {
        try await withStore { store, server in
            await store.set(CacheKey("key"), "value")
            try server.hang()

            let asking = Task { await store.text(CacheKey("key")) }
            asking.cancel()
            let text = await asking.value

            #expect(text == nil)
            try server.wake()
            #expect(await store.text(CacheKey("key")) == "value")
        }
    }

    @Test
    func `closing answers what is under way, and leaves no connection`() async throws {
        try await MemcachedProcess.with { server in
            let store = MemcachedStore(
                MemcachedConfiguration(.fixed([server.address])), logger: .quiet)
            let setting = Task { await store.set(CacheKey("key"), "value") }
            _ = await store.set(CacheKey("other"), "value")
            _ = await setting.value

            await store.close()

            #expect(await store.text(CacheKey("key")) == nil)
            #expect(await store.set(CacheKey("key"), "value") == false)
            #expect(await store.clear() == false)
            let isGone = await eventually {
                (try? await RawMemcached.statistic("curr_connections", of: server)) == 1
            }
            #expect(isGone)
        }
    }

    @Test
    func `a store that is no longer used closes its connections too`() async throws {
        try await MemcachedProcess.with { server in
            do {
                let store = MemcachedStore(
                    MemcachedConfiguration(.fixed([server.address])), logger: .quiet)
                await store.set(CacheKey("key"), "value")
            }

            let isGone = await eventually {
                (try? await RawMemcached.statistic("curr_connections", of: server)) == 1
            }

            #expect(isGone)
        }
    }

    private func withStore(
        _ body: (MemcachedStore, MemcachedProcess) async throws -> Void
    ) async throws {
        try await MemcachedProcess.with { server in
            var configuration = MemcachedConfiguration(.fixed([server.address]))
            configuration.connectionsPerServer = 1
            try await MemcachedStore.with(configuration) { try await body($0, server) }
        }
    }
}
