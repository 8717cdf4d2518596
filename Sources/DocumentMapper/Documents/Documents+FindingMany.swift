import BSON
import MongoClient

extension Documents {
    /// Returns the documents with the identifiers, in their order, asked for at once.
    ///
    /// There is one for each identifier, also for one that is given twice, and `nil` where
    /// there is no document. Identifiers are told apart by their bytes, as the server does:
    /// an "é" in one character is another than an "e" with an accent.
    ///
    /// One query names at most 10,000 identifiers and eight megabytes of them; more are
    /// asked for in several, which need not see the same moment outside a transaction.
    ///
    /// - Throws: `MongoError` if the server could not answer, and `BSONError` if
    ///   one of the documents is not a `Model`.
    nonisolated(nonsending) public func find(ids: [Model.ID]) async throws -> [Model?] {
        let names = try ids.map { try Self.name(of: $0) }
        var found: [BSONDocument: Model] = [:]
        for some in Self.batches(of: names) {
            let filter = Filter<Model>("_id", "$in", some) && scope
            for document in try await Query(collection: collection, filter: filter).all() {
                found[try Self.name(of: document.id)] = document
            }
        }
        return names.map { found[$0] }
    }

    /// How many identifiers one query names, and how many bytes of them: far from the
    /// sixteen megabytes that a query may have.
    private static var identifiersAtOnce: Int { 10_000 }
    private static var bytesAtOnce: Int { 8 << 20 }

    /// Returns an identifier as the bytes that stand for it.
    private static func name(of id: Model.ID) throws(BSONError) -> BSONDocument {
        var name = BSONDocument()
        try name.append(key: "_id", id)
        return name
    }

    /// Returns each identifier once, in lists that fit into a query.
    private static func batches(of names: [BSONDocument]) -> [[BSONValue]] {
        var seen: Set<BSONDocument> = []
        var batches: [[BSONValue]] = []
        var size = 0
        for name in names where seen.insert(name).inserted {
            size += name.bytes.count
            let isFull = batches.last?.count == identifiersAtOnce || size > bytesAtOnce
            if isFull || batches.isEmpty {
                batches.append([])
                size = name.bytes.count
            }
            batches[batches.count - 1].append(name["_id"] ?? .null)
        }
        return batches
    }
}
