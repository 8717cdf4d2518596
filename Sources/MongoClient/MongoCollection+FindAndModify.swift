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
        options: WriteOptions = WriteOptions(),
        decode: @escaping @Sendable (inout BSONReader) throws(BSONError) -> Value
    ) async throws(MongoError) -> Value? {
        let options = options.document(arrayFilters: arrayFilters)
        return try await change(
            filter, Change(update), sort, projection, options, returning, upsert, decode)
    }

    /// Changes the first document that matches, by a pipeline, and returns it, decoded
    /// by a closure.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func findOneAndUpdate<Value: Sendable>(
        _ filter: BSONDocument, pipeline: [BSONDocument], sort: BSONDocument = [:],
        projection: BSONDocument = [:], returning: ReturnedDocument = .before,
        upsert: Bool = false, options: WriteOptions = WriteOptions(),
        decode: @escaping @Sendable (inout BSONReader) throws(BSONError) -> Value
    ) async throws(MongoError) -> Value? {
        try await change(
            filter, Change(pipeline), sort, projection, options.document(), returning, upsert,
            decode)
    }

    /// Changes the first document that matches, by update operators, and returns
    /// it.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached, or
    ///   the update holds no operators.
    public func findOneAndUpdate(
        _ filter: BSONDocument, _ update: BSONDocument, sort: BSONDocument = [:],
        returning: ReturnedDocument = .before, upsert: Bool = false,
        options: WriteOptions = WriteOptions()
    ) async throws(MongoError) -> BSONDocument? {
        try await findOneAndUpdate(
            filter, update, sort: sort, returning: returning, upsert: upsert, options: options
        ) { reader throws(BSONError) in try reader.document() }
    }

    /// Replaces the first document that matches, and returns it, decoded by a
    /// closure.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached, or
    ///   the replacement holds update operators.
    public func findOneAndReplace<Value: Sendable>(
        _ filter: BSONDocument, _ replacement: BSONDocument, sort: BSONDocument = [:],
        projection: BSONDocument = [:], returning: ReturnedDocument = .before,
        upsert: Bool = false, options: WriteOptions = WriteOptions(),
        decode: @escaping @Sendable (inout BSONReader) throws(BSONError) -> Value
    ) async throws(MongoError) -> Value? {
        var request = request(
            .findOneAndReplace, filter, replacement, sort, projection, options.document())
        // The server tells a replacement from an update by its first key alone.
        guard replacement.firstKey?.hasPrefix("$") != true else {
            throw MongoError(
                .invalidRequest, "A replacement cannot hold update operators.",
                operation: request.operation)
        }
        request.flags = FindAndModifyFlags(returning, upsert: upsert)
        return try await value(of: request, decode: decode)
    }

    /// Deletes the first document that matches, and returns it, decoded by a closure.
    ///
    /// - Throws: ``MongoError`` if the server refused or could not be reached.
    public func findOneAndDelete<Value: Sendable>(
        _ filter: BSONDocument, sort: BSONDocument = [:], projection: BSONDocument = [:],
        options: WriteOptions = WriteOptions(),
        decode: @escaping @Sendable (inout BSONReader) throws(BSONError) -> Value
    ) async throws(MongoError) -> Value? {
        var request = request(
            .findOneAndDelete, filter, [:], sort, projection, options.document())
        request.flags = .remove
        return try await value(of: request, decode: decode)
    }

    private func change<Value: Sendable>(
        _ filter: BSONDocument, _ change: Change, _ sort: BSONDocument,
        _ projection: BSONDocument, _ options: BSONDocument, _ returning: ReturnedDocument,
        _ upsert: Bool,
        _ decode: @escaping @Sendable (inout BSONReader) throws(BSONError) -> Value
    ) async throws(MongoError) -> Value? {
        var request = request(
            .findOneAndUpdate, filter, change.document, sort, projection, options)
        try change.check(request.operation)
        request.flags = FindAndModifyFlags(returning, upsert: upsert)
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
