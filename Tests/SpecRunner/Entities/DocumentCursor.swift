import BSON

/// A cursor or a change stream that a test walks over step by step.
protocol DocumentCursor: Actor {
    /// Returns the next document, waiting for one if need be; `nil` after the last.
    func next() async throws -> BSONDocument?

    /// Closes the cursor.
    func close() async
}
