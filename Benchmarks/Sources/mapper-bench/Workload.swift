import Measuring
import MongoClient

/// What can be measured.
enum Workload: String, CaseIterable {
    case insert, bulk, findone, list, scan
    case upload = "gridfs-up"
    case download = "gridfs-down"
    case streamUp = "stream-up"
    case streamDown = "stream-down"
    case encode, decode
    case smallCreate = "small-create"
    case smallFind = "small-find"
    case smallFindForeign = "small-find-foreign"
    case smallUpdate = "small-update"
    case largeCreate = "large-create"
    case largeUpdate = "large-update"
    case nestedCreate = "nested-create"
    case nestedFind = "nested-find"
    case nestedFindArray = "nested-find-array"
    case nestedUpdate = "nested-update"

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
        case .streamUp: try await StoredFiles(in: connect(uri)).uploadOne(count)
        case .streamDown: try await StoredFiles(in: connect(uri)).downloadOne(count)
        case .encode: try await Codec.encode(count)
        case .decode: try await Codec.decode(count)
        case .smallCreate: try await SmallDocuments(in: connect(uri)).create(count)
        case .smallFind: try await SmallDocuments(in: connect(uri)).find(count)
        case .smallFindForeign: try await SmallDocuments(in: connect(uri)).findForeign(count)
        case .smallUpdate: try await SmallDocuments(in: connect(uri)).update(count)
        case .largeCreate: try await LargeDocuments(in: connect(uri)).create(count)
        case .largeUpdate: try await LargeDocuments(in: connect(uri)).update(count)
        case .nestedCreate: try await NestedDocuments(in: connect(uri)).create(count)
        case .nestedFind: try await NestedDocuments(in: connect(uri)).find(count)
        case .nestedFindArray: try await NestedDocuments(in: connect(uri)).findInArray(count)
        case .nestedUpdate: try await NestedDocuments(in: connect(uri)).update(count)
        }
    }

    /// The first connection is made here, since it is no part of the work.
    private func connect(_ uri: String) async throws -> MongoClient {
        let client = try await MongoClient(uri: uri)
        try await client.ping()
        return client
    }
}
