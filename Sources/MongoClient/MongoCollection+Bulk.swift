import BSON
import CMongoC

extension MongoCollection {
    /// Sends many writes of any kind at once.
    ///
    /// In order, the first failure ends it and leaves what came before; otherwise the
    /// server does what it can. Either way the error says which writes failed, and in
    /// ``MongoError/result`` what the others did.
    ///
    /// - Throws: ``MongoError`` with ``MongoError/writeFailures`` if writes were refused.
    @discardableResult
    public func bulkWrite(
        _ writes: [WriteModel], ordered: Bool = true,
        options: BulkWriteOptions = BulkWriteOptions()
    ) async throws(MongoError) -> BulkWriteResult {
        var request = request(.bulkWrite, options.document(ordered: ordered))
        for write in writes {
            try write.change?.check(request.operation)
            request.writes.append(UInt8(clamping: write.action.write.rawValue))
            request.documents += write.documents
        }
        return try await database.perform(request) { reader throws(BSONError) in
            try BulkWriteResult(from: &reader)
        }
    }
}
