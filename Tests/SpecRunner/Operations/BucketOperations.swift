import BSON
import MongoClient

/// What can be called on a bucket of files.
struct BucketOperations {
    let bucket: GridFSBucket

    /// Calls an operation.
    ///
    /// - Throws: `MongoError`, or ``Failure`` if there is no such operation.
    func perform(_ name: String, _ arguments: inout Arguments) async throws -> OperationResult {
        switch name {
        case "upload", "uploadWithId": return try await upload(&arguments)
        case "download":
            let id = try arguments.required("id") { $0.value($1) }
            try arguments.finish()
            return .value(.binary(BSONBinary(try await bucket.download(id: id).collect())))
        case "downloadByName":
            let filename = try arguments.required("filename") { try $0.string($1) }
            let revision = try arguments.int("revision") ?? -1
            try arguments.finish()
            let bytes = try await bucket.download(named: filename, revision: revision).collect()
            return .value(.binary(BSONBinary(bytes)))
        case "delete":
            let id = try arguments.required("id") { $0.value($1) }
            try arguments.finish()
            guard try await bucket.delete(id) else { throw MissingFile() }
        case "deleteByName":
            let filename = try arguments.required("filename") { try $0.string($1) }
            try arguments.finish()
            guard try await bucket.deleteAll(named: filename) > 0 else { throw MissingFile() }
        case "rename":
            let id = try arguments.required("id") { $0.value($1) }
            let filename = try arguments.required("newFilename") { try $0.string($1) }
            try arguments.finish()
            guard try await bucket.rename(id, to: filename) else { throw MissingFile() }
        case "renameByName":
            let filename = try arguments.required("filename") { try $0.string($1) }
            let newName = try arguments.required("newFilename") { try $0.string($1) }
            try arguments.finish()
            guard try await bucket.renameAll(named: filename, to: newName) > 0 else {
                throw MissingFile()
            }
        case "find":
            let filter = try arguments.document("filter") ?? [:]
            let options = try FindOptions(taking: &arguments)
            try arguments.finish()
            let files = try await bucket.find(filter, options: options).all()
            return .documents(try files.map { try BSONDocument(encoding: $0) })
        case "drop":
            try arguments.finish()
            try await bucket.drop()
        default: throw Failure("a bucket has no operation \(name)")
        }
        return .nothing
    }

    /// Says what the API says by its result: there was no such file.
    private struct MissingFile: Error {}

    private func upload(_ arguments: inout Arguments) async throws -> OperationResult {
        let filename = try arguments.required("filename") { try $0.string($1) }
        let id = arguments.value("id") ?? .objectID(ObjectID())
        let source = try arguments.required("source") { try $0.document($1) }
        let bytes = try (source["$$hexBytes"] ?? .null).hexadecimalBytes()
        let metadata = try arguments.document("metadata")
        let chunkSize = try arguments.int("chunkSizeBytes")
        _ = try arguments.bool("disableMD5")
        try arguments.finish()
        let file = try await bucket.upload(
            filename: filename, id: id, metadata: metadata, chunkSize: chunkSize
        ) { upload in try await upload.append(bytes) }
        return .value(file.id)
    }
}
