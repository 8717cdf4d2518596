import RenderCache

/// Stores in a file of sixteen megabytes.
struct SQLiteStoreFixture: StoreFixture {
    var testDescription: String { "sqlite" }
    var tooManyBytes: Int { (2 << 20) + 1 }

    func withStores(
        defaultTimeout: Duration, _ body: (any CacheStore, any CacheStore) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let stores = try ["one", "two"].map {
            try SQLiteStore(
                path: folder.file("cache"), nameSpace: $0, capacity: 16 << 20,
                defaultTimeout: defaultTimeout)
        }
        try await body(stores[0], stores[1])
    }
}
