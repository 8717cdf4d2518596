public import BSON

public import struct FoundationEssentials.Date

/// A document as it once was.
public struct DocumentRevision<Model: Document, Author: BSONCodable & Sendable>: Sendable {
    /// Which state of the document it is: the first is 1, and none is left out.
    public let number: Int

    /// Who saved it; `nil` for a state that was there before there was a history, or that
    /// was forgotten.
    public let author: Author?

    /// When it was saved, by the clock of the program that did.
    public let date: Date

    /// What was stored, with the fields that the model knows nothing of; `nil` if the
    /// document was deleted, or the revision forgotten.
    public let stored: BSONDocument?

    /// The document as it was; `nil` if it was deleted.
    ///
    /// - Throws: `BSONError` if the model of today cannot read it.
    public func document() throws(BSONError) -> Model? {
        guard let stored else { return nil }
        return try Model(stored: stored)
    }

    /// What is different in a later revision.
    public func changes(to later: DocumentRevision) -> [FieldChange] {
        FieldChange.changes(from: stored ?? [:], to: later.stored ?? [:])
    }
}

extension DocumentRevision: BSONDecodable {
    /// Reads a revision as the history stores it.
    ///
    /// - Throws: `BSONError` if it is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        let id: BSONDocument = try reader.require("_id")
        number = id["revision"]?.int ?? 0
        author = try reader.value("author")
        date = try reader.require("date")
        stored = try reader.value("document")
    }
}
