import BSON

/// The documents of GridFS that a test in the older format knows.
struct LegacyGridFSData {
    private(set) var files: [BSONDocument]
    private(set) var chunks: [BSONDocument]

    /// Reads the data of a file.
    ///
    /// - Throws: ``Failure`` if something of it is not understood.
    init(_ document: BSONDocument) throws {
        var fields = Arguments(try document.withBinaries(), of: "the data")
        files = try fields.documents("files") ?? []
        chunks = try fields.documents("chunks") ?? []
        try fields.finish()
    }

    /// Returns the data as commands on `expected.files` and `expected.chunks` make it.
    ///
    /// - Throws: ``Failure`` if a command is not understood.
    func applying(_ commands: [BSONDocument]) throws -> LegacyGridFSData {
        var data = self
        for command in commands {
            switch command["insert"] ?? command["delete"] {
            case "expected.files": try Self.apply(command, to: &data.files)
            case "expected.chunks": try Self.apply(command, to: &data.chunks)
            default: throw Failure("\(command.words) is no change of the expected data")
            }
        }
        return data
    }

    private static func apply(_ command: BSONDocument, to documents: inout [BSONDocument]) throws {
        var fields = Arguments(try command.withBinaries(), of: "the change")
        _ = fields.value("insert") ?? fields.value("delete")
        documents += try fields.documents("documents") ?? []
        for deletion in try fields.documents("deletes") ?? [] {
            let query = deletion["q"]?.document ?? [:]
            documents.removeAll { document in
                query.allSatisfy { document[$0.key] == $0.value }
            }
        }
        try fields.finish()
    }

    /// Returns what a stored document must match.
    ///
    /// A sum of the contents has been deprecated since, so it may be missing.
    static func condition(_ document: BSONDocument) throws -> BSONDocument {
        try BSONDocument(
            pairs: document.map { key, value in
                switch value {
                case "*actual": (key, ["$$exists": true])
                case "*result": (key, ["$$matchesEntity": "result"])
                case _ where key == "md5": (key, ["$$unsetOrMatches": value])
                default: (key, value)
                }
            })
    }
}

extension BSONDocument {
    /// The document with the bytes in it read.
    fileprivate func withBinaries() throws -> BSONDocument {
        try BSONValue.document(self).withBinaries().document ?? [:]
    }
}
