import BSON

/// Which files a document gains and loses by a write.
struct FileChange: Sendable {
    /// The document's identifier.
    let owner: BSONValue
    let gained: Set<ObjectID>
    let lost: Set<ObjectID>

    /// Compares a document before and after.
    init(owner: BSONValue? = nil, from before: BSONDocument?, to after: BSONDocument?) {
        let (old, new) = (before?.attachedFiles ?? [], after?.attachedFiles ?? [])
        self.owner = owner ?? (after ?? before)?["_id"] ?? .null
        gained = new.subtracting(old)
        lost = old.subtracting(new)
    }

    var isEmpty: Bool { gained.isEmpty && lost.isEmpty }
}
