import BSON

/// What an update does: operators, or a pipeline.
struct Change {
    /// The operators; or the stages, with keys that count.
    let document: BSONDocument

    private let isPipeline: Bool

    init(_ operators: BSONDocument) {
        document = operators
        isPipeline = false
    }

    init(_ pipeline: [BSONDocument]) {
        document = BSONDocument(numbering: pipeline)
        isPipeline = true
    }

    /// Refuses what the server would take for a replacement of the whole document.
    ///
    /// - Throws: ``MongoError`` if there are no operators, or no stages.
    func check(_ operation: @autoclosure () -> String) throws(MongoError) {
        let first = document.firstKey
        guard isPipeline ? first != nil : first?.hasPrefix("$") == true else {
            throw MongoError(
                .invalidRequest, "An update needs operators, such as $set.",
                operation: operation())
        }
    }
}
