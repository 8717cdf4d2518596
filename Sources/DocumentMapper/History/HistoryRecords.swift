import BSON
import FoundationEssentials
import MongoClient

/// The stored revisions of one document.
struct HistoryRecords<Model: Document, Author: BSONCodable & Sendable> {
    typealias Revision = DocumentRevision<Model, Author>

    let id: Model.ID
    let collection: MongoCollection

    /// Returns the number of the newest revision, having added one if that is not the
    /// document as it is.
    func number(of current: BSONDocument?) async throws -> Int {
        let last = try await find(options: FindOptions(sort: ["_id": -1], limit: 1)).first()
        let number = last?.number ?? 0
        guard last?.stored != current else { return number }
        try await add(current, number: number + 1, by: nil)
        return number + 1
    }

    func add(_ document: BSONDocument?, number: Int, by author: Author?) async throws {
        var record = BSONDocument()
        record.append("_id", try identifier(.int(number)))
        record.append("date", Date.now)
        try author.map { record.append("author", try BSONValue(encoding: $0)) }
        document.map { record.append("document", $0) }
        try await collection.insert([record])
    }

    func revision(_ number: Int) async throws -> Revision? {
        let filter: BSONDocument = ["_id": ["$eq": .document(try identifier(.int(number)))]]
        return try await collection.findOne(filter) { try Revision(from: &$0) }
    }

    /// Finds revisions by number: identifiers that begin with that of the document lie
    /// side by side in the index that every collection has.
    func find(
        from first: BSONValue = .minKey, to last: BSONValue = .maxKey, options: FindOptions
    ) throws -> MongoCursor<Revision> {
        let filter: BSONDocument = [
            "_id": [
                "$gte": .document(try identifier(first)), "$lte": .document(try identifier(last)),
            ]
        ]
        return collection.find(filter, options: options) { try Revision(from: &$0) }
    }

    func delete(upTo last: Int) async throws -> Int {
        let filter: BSONDocument = [
            "_id": [
                "$gte": .document(try identifier(.minKey)),
                "$lte": .document(try identifier(.int(last))),
            ]
        ]
        return try await collection.deleteMany(filter)
    }

    private func identifier(_ number: BSONValue) throws -> BSONDocument {
        ["document": try BSONValue(encoding: id), "revision": number]
    }
}
