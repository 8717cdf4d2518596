import FoundationEssentials
import Logging
import RenderCache

/// Stores on memcached servers that were started for them.
struct MemcachedStoreFixture: StoreFixture {
    let servers: Int

    var testDescription: String { "memcached, \(servers) servers" }
    var tooManyBytes: Int { 2 << 20 }

    func withStores(
        defaultTimeout: Duration, _ body: (any CacheStore, any CacheStore) async throws -> Void
    ) async throws {
        try await MemcachedProcess.with(count: servers) { servers in
            var configuration = MemcachedConfiguration(.fixed(servers.map(\.address)))
            configuration.defaultTimeout = defaultTimeout
            try await MemcachedStore.with(configuration) { store in
                configuration.nameSpace = "neighbour"
                try await MemcachedStore.with(configuration) { neighbour in
                    try await body(store, neighbour)
                }
            }
        }
    }
}

extension MemcachedStore {
    /// Lends a store that has as much time as a busy machine may need.
    static func with(
        _ configuration: MemcachedConfiguration, logger: Logger = Logger(label: "test"),
        _ body: (MemcachedStore) async throws -> Void
    ) async throws {
        var configuration = configuration
        configuration.operationTimeout = .seconds(30)
        let store = MemcachedStore(configuration, logger: logger)
        do {
            try await body(store)
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    /// Lends a store on these servers.
    static func with(
        _ servers: [MemcachedProcess], _ body: (MemcachedStore) async throws -> Void
    ) async throws {
        try await with(MemcachedConfiguration(.fixed(servers.map(\.address))), body)
    }
}
