public import BSON

/// Which state of a document to return when it is changed.
public enum ReturnedDocument: Hashable, Sendable {
    /// As it was before the change.
    case before
    /// As it is after the change.
    case after
}

extension MongoCollection {
    /// Changes the first document that matches, by update operators, and returns
    /// it, decoded by a closure.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached, or
    ///   the update holds no operators.
    public func findOneAndUpdate<Value: Sendable>(
        _ filter: BSONDocument, _ update: BSONDocument, sort: BSONDocument = [:],
        projection: BSONDocument = [:], returning: ReturnedDocument = .before,
        upsert: Bool = false, arrayFilters: [BSONDocument] = [],
        decode: @escaping @Sendable (inout BSONReader) throws(BSONError) -> Value
    ) async throws(MongoError) -> Value? {
        var further = BSONDocument()
        if !arrayFilters.isEmpty { further.append("arrayFilters", arrayFilters) }
        var request = request(.findOneAndUpdate, filter, update, sort, projection, further)
        // The server would take it for a replacement of the whole document.
        guard update.firstKey?.hasPrefix("$") == true else {
            throw MongoError(
                .invalidRequest, "An update needs operators, such as $set.",
                operation: request.operation)
        }
        if returning == .after { request.flags.insert(.returnNew) }
        if upsert { request.flags.insert(.upsert) }
        return try await value(of: request, decode: decode)
    }

    /// Changes the first document that matches, by update operators, and returns
    /// it.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached, or
    ///   the update holds no operators.
    public func findOneAndUpdate(
        _ filter: BSONDocument, _ update: BSONDocument, sort: BSONDocument = [:],
        returning: ReturnedDocument = .before, upsert: Bool = false
    ) async throws(MongoError) -> BSONDocument? {
        try await findOneAndUpdate(
            filter, update, sort: sort, returning: returning, upsert: upsert
        ) { reader throws(BSONError) in try reader.document() }
    }

    /// Replaces the first document that matches, and returns it, decoded by a
    /// closure.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached, or
    ///   the replacement holds update operators.
    public func findOneAndReplace<Value: Sendable>(
        _ filter: BSONDocument, _ replacement: BSONDocument, sort: BSONDocument = [:],
        returning: ReturnedDocument = .before, upsert: Bool = false,
        decode: @escaping @Sendable (inout BSONReader) throws(BSONError) -> Value
    ) async throws(MongoError) -> Value? {
        var request = request(.findOneAndReplace, filter, replacement, sort, [:], [:])
        // The server tells a replacement from an update by its first key alone.
        guard replacement.firstKey?.hasPrefix("$") != true else {
            throw MongoError(
                .invalidRequest, "A replacement cannot hold update operators.",
                operation: request.operation)
        }
        if returning == .after { request.flags.insert(.returnNew) }
        if upsert { request.flags.insert(.upsert) }
        return try await value(of: request, decode: decode)
    }

    /// Deletes the first document that matches, and returns it, decoded by a closure.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func findOneAndDelete<Value: Sendable>(
        _ filter: BSONDocument, sort: BSONDocument = [:], projection: BSONDocument = [:],
        decode: @escaping @Sendable (inout BSONReader) throws(BSONError) -> Value
    ) async throws(MongoError) -> Value? {
        var request = request(.findOneAndDelete, filter, [:], sort, projection, [:])
        request.flags = .remove
        return try await value(of: request, decode: decode)
    }

    private func value<Value: Sendable>(
        of request: Request,
        decode: @escaping @Sendable (inout BSONReader) throws(BSONError) -> Value
    ) async throws(MongoError) -> Value? {
        try await database.perform(request) { reader throws(BSONError) in
            while let element = try reader.next() {
                guard try element.key() == "value" else { continue }
                var value = element.value
                return value.isNull ? nil : try decode(&value)
            }
            return nil
        }
    }
}
