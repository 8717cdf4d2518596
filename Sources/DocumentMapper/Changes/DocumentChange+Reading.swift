import BSON
import MongoClient

extension DocumentChange {
    /// Reads an event of the server.
    ///
    /// - Throws: `BSONError` if a document is not a `Model`.
    init(from reader: inout BSONReader, scope: DeletedOnes) throws(BSONError) {
        resumeToken = try reader.require("_id")
        clusterTime = try reader.value("clusterTime")
        let operation = ChangeEvent.Operation(rawValue: try reader.require("operationType"))
        kind =
            switch operation {
            case .insert: .inserted(try Self.document(in: &reader))
            case .replace: .replaced(try Self.document(in: &reader))
            case .update: try Self.update(in: &reader, scope: scope)
            case .delete: .deleted(try Self.id(in: &reader))
            case .invalidate: .invalidated
            default: .other(operation)
            }
    }

    private static func update(
        in reader: inout BSONReader, scope: DeletedOnes
    ) throws(BSONError) -> Kind {
        let id = try id(in: &reader)
        let description = try reader.require("updateDescription", as: UpdateDescription.self)
        guard let key = Model.deletion?.key, description.touches(key), scope != .shown else {
            return .updated(id, description, try fullDocument(in: &reader))
        }
        let isDeleted = description.updatedFields[key].map { $0 != .null } ?? false
        guard isDeleted == (scope == .alone) else { return .deleted(id) }
        // Gone again meanwhile, of which a later change tells.
        guard let document = try fullDocument(in: &reader) else {
            return .updated(id, description, nil)
        }
        return .inserted(document)
    }

    private static func id(in reader: inout BSONReader) throws(BSONError) -> Model.ID {
        guard var key = try reader.find("documentKey") else {
            throw BSONError(.missing).inside("documentKey")
        }
        return try key.require("_id")
    }

    private static func document(in reader: inout BSONReader) throws(BSONError) -> Model {
        guard let document = try fullDocument(in: &reader) else {
            throw BSONError(.missing).inside("fullDocument")
        }
        return document
    }

    private static func fullDocument(in reader: inout BSONReader) throws(BSONError) -> Model? {
        guard var document = try reader.find("fullDocument"), !document.isNull else { return nil }
        return try Model.loaded(from: &document)
    }
}

extension UpdateDescription {
    /// Whether a field was set or removed.
    fileprivate func touches(_ key: String) -> Bool {
        updatedFields[key] != nil || removedFields.contains(key)
    }
}
