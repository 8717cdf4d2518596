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
        let last = try await newest(1).first
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

    /// Returns the newest revisions, the newest first; all, if no number is given.
    func newest(_ limit: Int?) async throws -> [Revision] {
        let options = FindOptions(sort: ["_id": -1], limit: limit)
        return try await collection.find(filter(upTo: .maxKey), options: options) {
            try Revision(from: &$0)
        }.all()
    }

    func delete(upTo last: Int) async throws -> Int {
        try await collection.deleteMany(filter(upTo: .int(last)))
    }

    /// Matches revisions by number: identifiers that begin with that of the document lie
    /// side by side in the index that every collection has.
    private func filter(upTo last: BSONValue) throws -> BSONDocument {
        [
            "_id": [
                "$gte": .document(try identifier(.minKey)),
                "$lte": .document(try identifier(last)),
            ]
        ]
    }

    /// Leaves of a revision only when there was one.
    ///
    /// - Returns: How many had anything else: one or none.
    func empty(_ number: Int) async throws -> Int {
        let filter: BSONDocument = ["_id": ["$eq": .document(try identifier(.int(number)))]]
        return try await collection.updateOne(
            filter, ["$unset": ["document": true, "author": true]]
        ).modified
    }

    private func identifier(_ number: BSONValue) throws -> BSONDocument {
        ["document": try BSONValue(encoding: id), "revision": number]
    }
}
