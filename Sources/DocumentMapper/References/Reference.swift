public import BSON

/// The name of a document of another model, stored as its identifier.
///
///     @Document("posts")
///     struct Post {
///         var id = ObjectID()
///         var author: Reference<User>
///         var reviewers: [Reference<User>] = []
///     }
///
///     let authors = try await page.resolve(\.author, in: users)   // one query: [User?]
///
/// It never loads anything by itself: a property that asked the server would make a
/// query for every document of a list, unseen. What belongs to a document when the
/// other is deleted, ``DeleteRule`` says.
public struct Reference<Target: Document>: ReferenceValue {
    /// The identifier of the document.
    public let id: Target.ID

    /// Names the document with an identifier, whether there is one or not.
    public init(_ id: Target.ID) {
        self.id = id
    }

    /// Reads an identifier, also out of a DBRef that another program stored.
    ///
    /// - Throws: `BSONError` if the value is something else, or a DBRef into another
    ///   collection.
    public init(from reader: inout BSONReader) throws(BSONError) {
        if try reader.isDBRef() {
            id = try DBReference<Target>(from: &reader).id
        } else {
            id = try Target.ID(from: &reader)
        }
    }

    /// Writes the identifier.
    public func write(to writer: inout BSONWriter) {
        id.write(to: &writer)
    }
}

extension BSONReader {
    /// Whether the value is a document that names a collection, as a DBRef does.
    fileprivate func isDBRef() throws(BSONError) -> Bool {
        guard type == .document else { return false }
        return try document()["$ref"] != nil
    }
}
