import Logging
import RenderCache
import Synchronization
import TestSupport
import Testing

/// The endpoint is a small server that speaks just `config get cluster`.
///
/// memcached itself has no such command: it belongs to the managed services. The servers that
/// the endpoint names are real.
@Suite("Discovery of memcached servers")
struct MemcachedDiscoveryTests {
    let keys = (0..<100).map { CacheKey("post", "\($0)") }
    let lines = LogRecorder.Lines()

    @Test
    func `the servers of a cluster are found`() async throws {
        try await MemcachedProcess.with(count: 2) { servers in
            let list = ListOfServers(ClusterConfiguration.text(1, of: servers))
            try await withStore(list) { store in
                #expect(await eventually { await store.set(keys[0], "value") })

                for key in keys { await store.set(key, key.text) }

                #expect(await store.texts(keys).count == 100)
                for server in servers {
                    let items = try await RawMemcached.statistic("curr_items", of: server)
                    #expect(items ?? 0 > 10)
                }
            }
        }
    }

    @Test
    func `a server that joins takes its share, and the others keep theirs`() async throws {
        try await MemcachedProcess.with(count: 3) { servers in
            let list = ListOfServers(ClusterConfiguration.text(1, of: Array(servers.prefix(2))))
            try await withStore(list) { store in
                #expect(await eventually { await store.set(keys[0], "value") })
                for key in keys { await store.set(key, key.text) }

                list.text = ClusterConfiguration.text(2, of: servers)

                let isJoined = await eventually { await store.texts(keys).count < 100 }
                #expect(isJoined)
                #expect(await store.texts(keys).count > 40)
                for key in keys { await store.set(key, key.text) }
                #expect(await store.texts(keys).count == 100)
            }
        }
    }

    @Test
    func `nothing that runs fails while servers come and go`() async throws {
        try await MemcachedProcess.with(count: 3) { servers in
            let list = ListOfServers(ClusterConfiguration.text(1, of: servers))
            try await withStore(list) { store in
                #expect(await eventually { await store.set(keys[0], "value") })
                let changing = Task {
                    for version in 2..<20 {
                        let some = Array(servers.shuffled().prefix(1 + version % 3))
                        list.text = ClusterConfiguration.text(version, of: some)
                        try? await Task.sleep(for: .milliseconds(20))
                    }
                }

                let failures = await withTaskGroup { group in
                    for task in 0..<8 {
                        group.addTask {
                            var failures = 0
                            for number in 0..<300 {
                                let key = CacheKey("task", "\(task)", "\(number)")
                                if await !store.set(key, "value") { failures += 1 }
                            }
                            return failures
                        }
                    }
                    return await group.reduce(0, +)
                }

                #expect(failures == 0)
                await changing.value
            }
        }
    }

    @Test
    func `a list that is older than the last, or none, changes nothing`() async throws {
        try await MemcachedProcess.with(count: 2) { servers in
            let list = ListOfServers(ClusterConfiguration.text(5, of: servers))
            try await withStore(list) { store in
                #expect(await eventually { await store.set(keys[0], "value") })
                for key in keys { await store.set(key, key.text) }

                list.answerOnce([
                    ClusterConfiguration.text(4, of: [servers[0]]), "ERROR\r\n",
                    "CONFIG nonsense\r\nEND\r\n",
                ])
                let before = list.reads
                #expect(await eventually { list.reads > before + 4 })

                #expect(await store.texts(keys).count == 100)
                #expect(lines.all.count { $0.contains("have changed") } == 1)
                #expect(lines.all.count { $0.contains("no list") } == 1)
            }
        }
    }

    @Test
    func `a cluster that was made anew, and counts anew, is believed after a while`() async throws {
        try await MemcachedProcess.with(count: 2) { servers in
            let list = ListOfServers(ClusterConfiguration.text(5, of: [servers[0]]))
            try await withStore(list) { store in
                #expect(await eventually { await store.set(keys[0], "value") })

                list.text = ClusterConfiguration.text(1, of: [servers[1]])

                #expect(await eventually { await store.text(keys[0]) == nil })
                #expect(await store.set(keys[0], "value"))
            }
        }
    }

    @Test
    func `an endpoint that is away makes everything a miss`() async throws {
        var configuration = MemcachedConfiguration(
            .discovered(endpoint: MemcachedAddress(host: "127.0.0.1", port: 1)))
        configuration.operationTimeout = .milliseconds(100)
        let store = MemcachedStore(configuration, logger: .quiet)

        #expect(await store.set(keys[0], "value") == false)
        #expect(await store.text(keys[0]) == nil)
        #expect(await store.clear() == false)
        await store.close()
    }

    private func withStore(
        _ list: ListOfServers, _ body: (MemcachedStore) async throws -> Void
    ) async throws {
        try await StubServer.with { _ in
            .send(list.text)
        } _: { endpoint in
            let configuration = MemcachedConfiguration(
                .discovered(endpoint: endpoint.address, interval: .milliseconds(20)))
            let lines = lines
            let logger = Logger(label: "test") { _ in LogRecorder(lines: lines) }
            try await MemcachedStore.with(configuration, logger: logger, body)
        }
    }
}

/// What an endpoint answers, for a test to change.
final class ListOfServers: Sendable {
    private struct State {
        var text: String
        var next: [String] = []
        var reads = 0
    }

    private let state: Mutex<State>

    init(_ text: String) {
        state = Mutex(State(text: text))
    }

    /// Gives these answers once each, and the usual one again after them.
    func answerOnce(_ answers: [String]) {
        state.withLock { $0.next = answers }
    }

    /// The answer.
    var text: String {
        get {
            state.withLock { state in
                state.reads += 1
                return state.next.isEmpty ? state.text : state.next.removeFirst()
            }
        }
        set { state.withLock { $0.text = newValue } }
    }

    /// How often it was given.
    var reads: Int { state.withLock { $0.reads } }
}
