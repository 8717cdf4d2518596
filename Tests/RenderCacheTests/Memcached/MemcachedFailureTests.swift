import Logging
import Metrics
import MetricsTestKit
import NIOCore
import RenderCache
import TestSupport
import Testing

@Suite("memcached that is away, or out of its mind")
struct MemcachedFailureTests {
    let key = CacheKey("post", "1")
    let lines = LogRecorder.Lines()

    @Test
    func `a server that nobody started is a miss, and soon not asked any more`() async throws {
        let store = store(at: [MemcachedAddress(host: "127.0.0.1", port: 1)])

        for _ in 0..<20 { await expectMisses(store) }

        #expect(lines.all.count { $0.hasPrefix("warning") } == 1)
        await store.close()
    }

    @Test
    func `a host without an address is a miss`() async throws {
        let store = store(at: [MemcachedAddress(host: "no-such-host.invalid")])

        await expectMisses(store)

        await store.close()
    }

    @Test
    func `a server that never answers is a miss, and soon not asked any more`() async throws {
        try await StubServer.with { _ in
            .ignore
        } _: { server in
            let store = store(at: [server.address], timeout: .milliseconds(50))

            for _ in 0..<200 { await expectMisses(store) }

            #expect(lines.all.count { $0.hasPrefix("warning") } == 1)
            #expect(server.connections < 100)
            await store.close()
        }
    }

    @Test(arguments: [
        StubServer.Reaction.hangUp, .send("HTTP/1.1 400 Bad Request\r\n\r\n"), .send("\0\0\0"),
        .send("EN\r\nEN\r\n"), .send("HD O999999999\r\nHD O999999999\r\n"),
        .send("MN\r\n"), .send("VA 4294967296\r\n"),
        .send(String(repeating: "x", count: 100_000)),
    ])
    func `a server that answers nonsense is a miss`(reaction: StubServer.Reaction) async throws {
        try await StubServer.with { _ in
            reaction
        } _: { server in
            let store = store(at: [server.address], timeout: .milliseconds(300))

            for _ in 0..<5 { await expectMisses(store) }

            await store.close()
        }
    }

    @Test
    func `a reply that comes too late is nobody's`() async throws {
        let reply = "HD O0\r\nVA 16 O1\r\n0000000000000000\r\n"
        try await StubServer.with { _ in
            .late(reply, .milliseconds(200))
        } _: { server in
            let store = store(at: [server.address], timeout: .milliseconds(50))

            for _ in 0..<10 { await expectMisses(store) }
            try await Task.sleep(for: .milliseconds(300))
            await expectMisses(store)

            await store.close()
        }
    }

    @Test
    func `of three servers one is away, and the others go on`() async throws {
        try await MemcachedProcess.with(count: 3) { servers in
            let store = store(at: servers.map(\.address), timeout: .seconds(5))
            let keys = (0..<100).map { CacheKey("post", "\($0)") }
            for key in keys { await store.set(key, key.text) }

            try servers[1].kill()

            let found = await store.texts(keys)
            let stored = await store.setMany(
                Dictionary(uniqueKeysWithValues: keys.map { ($0, ByteBuffer(string: "new")) }),
                timeout: nil)
            #expect((20..<90).contains(found.count))
            #expect(stored == Set(found.keys))
            #expect(await store.clear() == false)
            await store.close()
        }
    }

    @Test
    func `a server that is started again is used again`() async throws {
        // No port that another test's server may be given meanwhile.
        let port = try unusedPort()
        let store = store(at: [MemcachedAddress(host: "127.0.0.1", port: port)])
        for _ in 0..<5 { await expectMisses(store) }

        try await MemcachedProcess.with(.port(port)) { _ in
            #expect(await eventually { await store.set(key, "value") })
            #expect(await store.text(key) == "value")
        }
        #expect(lines.all.map { $0.split(separator: " ").first } == ["warning", "notice"])
        await store.close()
    }

    @Test
    func `a server that hung goes on where it was`() async throws {
        try await MemcachedProcess.with { server in
            let store = store(at: [server.address], timeout: .milliseconds(300))
            #expect(await eventually { await store.set(key, "value") })

            try server.hang()
            for _ in 0..<10 { #expect(await store.text(key) == nil) }
            try server.wake()

            #expect(lines.all.contains { $0.hasPrefix("warning") })
            #expect(await eventually { await store.text(key) == "value" })
            await store.close()
        }
    }

    @Test
    func `more than a connection can bear is refused at once`() async throws {
        try await StubServer.with { _ in
            .ignore
        } _: { server in
            let store = store(at: [server.address])
            let start = ContinuousClock.now

            // On each of two connections there is a place for 1,024; they wait, and leave.
            let refused = await withTaskGroup { group in
                for _ in 0..<5_000 { group.addTask { await store.text(key) } }
                for _ in 0..<(5_000 - 2 * 1_024) { _ = await group.next() }
                group.cancelAll()
                return ContinuousClock.now - start
            }

            #expect(refused < .seconds(30))
        }
    }

    @Test
    func `metrics tell of failures and of who is away`() async throws {
        let metrics = TestMetrics()
        let store = store(at: [MemcachedAddress(host: "127.0.0.1", port: 1)], metrics: metrics)

        for _ in 0..<5 { await expectMisses(store) }

        let failures = try metrics.expectCounter(
            "cache.memcached.failures", [("server", "127.0.0.1:1"), ("reason", "unreachable")])
        let available = try metrics.expectMeter(
            "cache.memcached.available", [("server", "127.0.0.1:1")])
        #expect(failures.totalValue >= 3)
        #expect(available.values.first == 1)
        #expect(available.lastValue == 0)
        await store.close()
    }

    private func store(
        at servers: [MemcachedAddress], timeout: Duration = .seconds(30),
        metrics: any MetricsFactory = MetricsSystem.factory
    ) -> MemcachedStore {
        var configuration = MemcachedConfiguration(.fixed(servers))
        configuration.operationTimeout = timeout
        configuration.shortestPause = .milliseconds(100)
        configuration.longestPause = .milliseconds(500)
        let lines = lines
        let logger = Logger(label: "test") { _ in LogRecorder(lines: lines) }
        return MemcachedStore(configuration, logger: logger, metrics: metrics)
    }

    /// Everything fails, and nothing throws.
    private func expectMisses(_ store: MemcachedStore) async {
        #expect(await store.text(key) == nil)
        #expect(await store.set(key, "value") == false)
        #expect(await store.add(key, "value") == false)
        #expect(await store.delete(key) == false)
        #expect(await store.has(key) == false)
        #expect(await store.getMany([key]).isEmpty)
        #expect(await store.increment(key, by: 1, timeout: nil) == nil)
        #expect(await store.claim(key) == .won(stale: nil))
        await store.release(key)
        await store.markStale(key, ifRevision: nil)
    }
}

extension Logger {
    /// A logger that nobody hears.
    static var quiet: Logger { Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() } }
}
