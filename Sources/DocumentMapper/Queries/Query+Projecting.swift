public import BSON
import MongoClient

extension Query {
    /// Returns parts of the documents, as a type that has only those.
    ///
    ///     @Embedded struct Headline { var title: String; var slug: String }
    ///
    ///     let headlines = try await posts.find().project(Headline.self).all()
    ///
    /// Only the fields of `Part` travel. A part is a type of its own, so nobody can
    /// save half a document over a whole one. Its properties are those of the model that
    /// are stored under the same names.
    ///
    /// - Throws, when it is sent, `BSONError` if a property of `Part` is none of the
    ///   model's.
    public func project<Part: Embedded>(_ part: Part.Type) -> Results<Part> {
        project(part) { (_: inout Projection<Model, Part>, _: Formula<Model, Model>) in }
    }

    /// Returns parts of the documents together with what the server computes from them.
    ///
    ///     posts.find { _ in .search(words) }.project(Hit.self) { hit, post in
    ///         hit.score = .textScore
    ///         hit.size = post.comments.count
    ///     }
    ///
    /// A property that the closure does not assign is the model's that is stored under
    /// the same name.
    ///
    /// - Throws, when it is sent, `BSONError` if a property of `Part` is neither
    ///   assigned nor the model's.
    public func project<Part: Embedded>(
        _ part: Part.Type, _ assign: (inout Projection<Model, Part>, Formula<Model, Model>) -> Void
    ) -> Results<Part> {
        let projection = Projection<Model, Part>(assign)
        return results { () throws(BSONError) in
            try projection.document()
        } decode: { reader in
            try Part(from: &reader)
        }
    }

    /// Returns the values of one field.
    ///
    ///     let slugs = try await posts.find().values { $0.slug }.all()
    ///
    /// - Throws, when it is asked, `BSONError` if a document lacks the field: the
    ///   initial value of a property is known to the model alone.
    public func values<Value: BSONDecodable & Sendable>(
        _ field: (Model.Fields) -> Field<Model, Value>
    ) -> Results<Value> {
        let path = field(Model.fields).dottedPath
        return values(at: path) { reader in
            guard let value = try reader.value(at: path, as: Value.self) else {
                throw BSONError(.missing, path: path)
            }
            return value
        }
    }

    /// Returns the values of one field, `nil` for each document that lacks it.
    public func values<Value: BSONDecodable & Sendable>(
        _ field: (Model.Fields) -> Field<Model, Value?>
    ) -> Results<Value?> {
        let path = field(Model.fields).dottedPath
        return values(at: path) { reader in try reader.value(at: path) }
    }

    private func values<Value: Sendable>(
        at path: String, decode: @escaping @Sendable (inout BSONReader) throws -> Value
    ) -> Results<Value> {
        results {
            path == "_id" ? ["_id": 1] : [path: 1, "_id": 0]
        } decode: { reader in
            try decode(&reader)
        }
    }
}

extension BSONReader {
    /// Reads the value at a dotted path through documents, if it is there and not null.
    ///
    /// - Throws: `BSONError` if it is something else than a `Value`.
    func value<Value: BSONDecodable>(
        at path: some StringProtocol, as type: Value.Type = Value.self
    ) throws(BSONError) -> Value? {
        var reader = BSONReader(bytes)
        guard let point = path.firstIndex(of: ".") else {
            return try reader.value(forKey: String(path))
        }
        let key = String(path[..<point])
        guard let inner = try reader.value(forKey: key, as: BSONDocument.self) else { return nil }
        do throws(BSONError) {
            return try BSONReader(inner.bytes.span)
                .value(at: path[path.index(after: point)...])
        } catch {
            throw error.inside(key)
        }
    }
}
