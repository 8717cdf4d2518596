import MongoClient

/// What can be measured.
enum Workload: String, CaseIterable {
    case insert, bulk, findone, list, scan
    case upload = "gridfs-up"
    case download = "gridfs-down"
    case encode, decode, page

    /// Does the work `count` times.
    ///
    /// - Throws: ``WorkloadError`` if the result is not what it has to be, and
    ///   `MongoError` if the server fails.
    func run(count: Int, uri: String) async throws -> Measurement {
        switch self {
        case .insert: try await StoredPosts(in: connect(uri)).insert(count)
        case .bulk: try await StoredPosts(in: connect(uri)).insertInBatches(count)
        case .findone: try await StoredPosts(in: connect(uri)).findOne(count)
        case .list: try await StoredPosts(in: connect(uri)).list(count)
        case .scan: try await StoredPosts(in: connect(uri)).scan(count)
        case .upload: try await StoredFiles(in: connect(uri)).upload(count)
        case .download: try await StoredFiles(in: connect(uri)).download(count)
        case .encode: try await Codec.encode(count)
        case .decode: try await Codec.decode(count)
        case .page: try await PostListPage.render(count)
        }
    }

    /// The first connection is made here, since it is no part of the work.
    private func connect(_ uri: String) async throws -> MongoClient {
        let client = try await MongoClient(uri: uri)
        try await client.ping()
        return client
    }
}
