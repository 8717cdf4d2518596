import RenderCache

/// Memory before a file, with a moment short enough for tests.
struct TieredStoreFixture: StoreFixture {
    var testDescription: String { "tiered" }
    /// Too many for the memory and for the file.
    var tooManyBytes: Int { 9 << 20 }

    func withStores(
        defaultTimeout: Duration, _ body: (any CacheStore, any CacheStore) async throws -> Void
    ) async throws {
        let sqlite = SQLiteStoreFixture()
        try await sqlite.withStores(defaultTimeout: defaultTimeout) { one, two in
            try await body(
                TieredStore(before: one, capacity: 8 << 20),
                TieredStore(before: two, capacity: 8 << 20))
        }
    }
}
