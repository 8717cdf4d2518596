import BSON

extension BSONDocument {
    /// The files that the document refers to, wherever it does.
    ///
    /// They are found in what is stored rather than in the model, so that one in a
    /// field that this program does not know is kept too. An attachment is a document
    /// that begins with `file` and has a digest.
    var attachedFiles: Set<ObjectID> {
        var files: Set<ObjectID> = []
        // A document is well formed; nothing throws.
        try? BSONReader(bytes.span).collectAttachedFiles(into: &files)
        return files
    }
}

extension BSONReader {
    fileprivate func collectAttachedFiles(into files: inout Set<ObjectID>) throws(BSONError) {
        var elements = self
        var file: ObjectID?
        var isFirst = true
        while let element = try elements.next() {
            let value = element.value
            switch value.type {
            case .document, .array:
                try value.collectAttachedFiles(into: &files)
            case .objectID where isFirst:
                if try element.key() == "file" { file = try value.objectID() }
            case .string:
                if let file, try element.key() == "sha256" { files.insert(file) }
            default: break
            }
            isFirst = false
        }
    }
}
