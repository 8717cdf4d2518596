import BSON
import MongoClient

extension Update {
    /// Refuses changes that may attach files or leave some unattached.
    ///
    /// The update of a document that nobody has loaded does not tell which files it
    /// leaves behind; a save does.
    ///
    /// - Throws: `MongoError` if a change is to a property that may hold attachments.
    static func checkAttachments(_ changes: [Change<Model>]) throws(MongoError) {
        guard Model.holdsAttachments else { return }
        let keys = changes.map { $0.path.key.prefix { $0 != "." } }
        for property in Model.properties where keys.contains(property.key[...]) {
            var seen: Set<ObjectIdentifier> = []
            guard let holder = property.type as? any AttachmentHolder.Type,
                holder.mayHoldAttachments(&seen)
            else { continue }
            throw MongoError(
                .invalidRequest,
                "'\(property.key)' may hold attachments: load the document and save it.",
                operation: "update \(Model.collection)")
        }
    }
}
