public import BSON

/// A place in the history of changes.
///
/// Stored after each change that was dealt with, it lets another process go on there
/// tomorrow, for as long as the server's log reaches back:
///
///     try await places.replaceOne(
///         ["_id": "indexer"], ["token": .document(change.resumeToken.document)], upsert: true)
public struct ResumeToken: Hashable, Sendable {
    /// What the server calls the place; its contents mean nothing to anyone else.
    public let document: BSONDocument

    /// Creates a token from what was stored of one.
    public init(_ document: BSONDocument) {
        self.document = document
    }
}

extension ResumeToken: BSONCodable {
    /// Reads a token.
    ///
    /// - Throws: ``BSONError`` if the value is no document.
    public init(from reader: inout BSONReader) throws(BSONError) {
        document = try reader.document()
    }

    /// Writes the token's document.
    public func write(to writer: inout BSONWriter) {
        document.write(to: &writer)
    }
}
