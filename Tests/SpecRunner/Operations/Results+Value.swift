import BSON
import MongoClient

extension UpdateResult {
    /// The result by the names of the CRUD specification.
    var value: BSONValue {
        var document: BSONDocument = [
            "matchedCount": .int(matched), "modifiedCount": .int(modified),
            "upsertedCount": upsertedID == nil ? 0 : 1,
        ]
        if let upsertedID { document.append("upsertedId", upsertedID) }
        return .document(document)
    }
}

extension BulkWriteResult {
    /// The result by the names of the CRUD specification.
    var value: BSONValue {
        let ids = upsertedIDs.sorted { $0.key < $1.key }
        var upserted = BSONDocument()
        // A number holds no NUL: nothing throws here.
        for (index, id) in ids { try? upserted.append(key: String(index), id) }
        return [
            "insertedCount": .int(inserted), "matchedCount": .int(matched),
            "modifiedCount": .int(modified), "deletedCount": .int(deleted),
            "upsertedCount": .int(upsertedIDs.count), "upsertedIds": .document(upserted),
        ]
    }
}
