public import BSON
import MongoClient

/// The bytes that a document was read from.
///
/// Saving compares a document with its snapshot and writes only what changed.
/// All snapshots are equal, so that two documents are equal when their
/// properties are, wherever they came from.
public struct Snapshot: Sendable, Hashable {
    /// The stored document, unchecked: most documents are read and never saved.
    private let bytes: [UInt8]?

    /// The document as the model would have written it when it was read; `nil` if that is
    /// not known yet, and reading it again comes to the same.
    package var base: BSONDocument?

    /// The document as the model would have written it had it not been upgraded; `nil`
    /// if it was not.
    var outdated: BSONDocument?

    /// What it depends on, if it was written in a transaction.
    private var attempt: Attempt?

    /// A transaction, and what counts if that is undone.
    private final class Attempt: Sendable {
        let transaction: Transaction
        let before: Snapshot

        init(_ transaction: Transaction, before: Snapshot) {
            self.transaction = transaction
            self.before = before
        }
    }

    /// The snapshot of a document that is not stored yet.
    public init() {
        bytes = nil
    }

    package init(of document: BSONDocument) {
        bytes = document.bytes
    }

    /// Copies what a reader stands on.
    init(of reader: borrowing BSONReader) {
        let source = reader.bytes
        // The pointer is used only within the closure.
        bytes = unsafe source.withUnsafeBufferPointer { unsafe Array($0) }
    }

    /// Returns the snapshot of what a transaction, if there is one, has written: if it is
    /// undone, the one before counts again.
    ///
    /// The caller's document outlives the transaction, and the closure of one that is
    /// repeated saves it again.
    func written(in transaction: Transaction?, after before: Snapshot) -> Snapshot {
        guard let transaction, transaction.isOpen else { return self }
        var copy = self
        let settled = before.settled
        let base = settled.attempt?.transaction === transaction ? settled.attempt?.before : settled
        copy.attempt = Attempt(transaction, before: base ?? settled)
        return copy
    }

    /// The snapshot that counts, now that a transaction may have ended.
    var settled: Snapshot {
        guard let attempt, !attempt.transaction.isOpen else { return self }
        if attempt.transaction.isUndone { return attempt.before.settled }
        var copy = self
        copy.attempt = nil
        return copy
    }

    /// Whether the document was read from a database, or written to one.
    ///
    /// What a transaction has written counts until that is undone.
    public var isStored: Bool { settled.bytes != nil }

    /// Returns the stored document, or `nil` if it was never stored.
    ///
    /// - Throws: `BSONError` if the database held something malformed where the
    ///   model did not look.
    public func document() throws(BSONError) -> BSONDocument? {
        guard let bytes = settled.bytes else { return nil }
        return try BSONDocument(bytes)
    }

    /// The stored document, unchecked where the model did not look.
    var unchecked: BSONDocument? { bytes.map(BSONDocument.init(unchecked:)) }

    /// Says that all snapshots are equal.
    public static func == (first: Snapshot, second: Snapshot) -> Bool { true }

    /// Adds nothing, since all snapshots are equal.
    public func hash(into hasher: inout Hasher) {}
}

extension Snapshot: CustomStringConvertible {
    /// Whether there is a stored document, without its values.
    public var description: String { isStored ? "stored" : "not stored" }
}

// So that a model may be `Codable` too, for an API say. What the database held is
// nobody else's business, and says nothing of what another program sends.
extension Snapshot: Codable {
    /// Creates the snapshot of a document that is not stored yet.
    public init(from decoder: any Decoder) throws { self.init() }

    /// Writes nothing.
    public func encode(to encoder: any Encoder) throws {}
}

extension KeyedDecodingContainer {
    /// Returns the snapshot of a document that is not stored yet, and asks for no
    /// key.
    public func decode(_ type: Snapshot.Type, forKey key: Key) throws -> Snapshot { Snapshot() }
}

extension KeyedEncodingContainer {
    /// Writes nothing, not even the key.
    public mutating func encode(_ value: Snapshot, forKey key: Key) throws {}
}
