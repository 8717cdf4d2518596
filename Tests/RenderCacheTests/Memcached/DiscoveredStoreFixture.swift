import NIOCore
import RenderCache

/// Stores on the memcached servers that the endpoint of a managed cluster names.
struct DiscoveredStoreFixture: StoreFixture {
    var testDescription: String { "memcached, discovered" }
    var tooManyBytes: Int { 2 << 20 }

    func withStores(
        defaultTimeout: Duration, _ body: (any CacheStore, any CacheStore) async throws -> Void
    ) async throws {
        try await MemcachedProcess.with(count: 2) { servers in
            let list = ClusterConfiguration.text(1, of: servers)
            try await StubServer.with { _ in
                .send(list)
            } _: { endpoint in
                var configuration = MemcachedConfiguration(
                    .discovered(endpoint: endpoint.address, interval: .seconds(60)))
                configuration.defaultTimeout = defaultTimeout
                try await MemcachedStore.with(configuration) { store in
                    configuration.nameSpace = "neighbour"
                    try await MemcachedStore.with(configuration) { neighbour in
                        for store in [store, neighbour] { await Self.find(store) }
                        try await body(store, neighbour)
                    }
                }
            }
        }
    }

    /// Waits until a store knows its servers, and leaves nothing there.
    private static func find(_ store: MemcachedStore) async {
        let key = CacheKey("found")
        _ = await eventually { await store.set(key, "", timeout: nil) }
        _ = await store.delete(key)
    }
}
