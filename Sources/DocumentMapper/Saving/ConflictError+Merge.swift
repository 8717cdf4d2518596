import BSON

extension ConflictError {
    /// Joins both edits into one document, ready to be saved over theirs.
    ///
    ///     catch let conflict as ConflictError<Post> {
    ///         guard var post = try conflict.merged() else { throw conflict }
    ///         try await posts.save(&post)
    ///     }
    ///
    /// What one side changed is taken from it. Elements of an array are not merged: an
    /// array is one value.
    ///
    /// - Throws: `BSONError` if the joined document is not a `Model` any more.
    /// - Returns: `nil` if both sides changed the same field, which
    ///   ``conflictingPaths()`` tells, or the document was deleted.
    public func merged() throws -> Model? {
        guard let theirs, let merge = try merge(), merge.conflicts.isEmpty else { return nil }
        var reader = BSONReader(merge.result.bytes.span)
        var document = try Model(from: &reader)
        document.snapshot = theirs.snapshot
        return document
    }

    /// The dotted paths of the fields that both sides changed, each in its own way.
    ///
    /// - Throws: `BSONError` if a side holds a value that BSON cannot.
    public func conflictingPaths() throws -> [String] {
        try merge()?.conflicts ?? []
    }

    private func merge() throws(BSONError) -> ThreeWayMerge? {
        guard let theirs else { return nil }
        let base = try BSONDocument(encoding: base)
        return try ThreeWayMerge(
            base: base, mine: BSONDocument(encoding: mine.restoringOwn(of: base)),
            theirs: BSONDocument(encoding: theirs))
    }
}
