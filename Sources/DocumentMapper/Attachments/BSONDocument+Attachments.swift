import BSON

extension BSONDocument {
    /// The files that the document refers to, wherever it does.
    ///
    /// They are found in what is stored rather than in the model, so that one in a
    /// field that this program does not know is kept too. An attachment is a document
    /// with a `file` and a digest, in whatever order: another program may have written it.
    var attachedFiles: Set<ObjectID> {
        var files: Set<ObjectID> = []
        // A document is well formed; nothing throws.
        try? BSONReader(bytes.span).collectAttachedFiles(into: &files)
        return files
    }

    /// Whether the document itself is an attachment.
    var isAttachment: Bool { self["file"]?.objectID != nil && self["sha256"]?.string != nil }
}

extension BSONReader {
    fileprivate func collectAttachedFiles(into files: inout Set<ObjectID>) throws(BSONError) {
        var elements = self
        var file: ObjectID?
        var hasDigest = false
        while let element = try elements.next() {
            let value = element.value
            switch value.type {
            case .document, .array:
                try value.collectAttachedFiles(into: &files)
            case .objectID:
                if try element.key() == "file" { file = try value.objectID() }
            case .string:
                if try element.key() == "sha256" { hasDigest = true }
            default: break
            }
        }
        if let file, hasDigest { files.insert(file) }
    }
}
