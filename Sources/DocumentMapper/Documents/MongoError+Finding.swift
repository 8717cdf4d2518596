import MongoClient

extension MongoError {
    static func notFound(by operation: String, in collection: MongoCollection) -> MongoError {
        MongoError(
            .notFound, "There is no such document.",
            operation: "\(operation) \(collection.database.name).\(collection.name)")
    }

    static func severalFound(by operation: String, in collection: MongoCollection) -> MongoError {
        MongoError(
            .severalFound, "Several documents meet the condition, of which there should be one.",
            operation: "\(operation) \(collection.database.name).\(collection.name)")
    }
}
