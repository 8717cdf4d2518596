/// The changes of a collection, a database or all of them, as they happen.
///
///     let changes = try await posts.watch()
///     for try await change in changes where change.operation == .insert {
///         print(change.documentKey ?? [:])
///     }
///
/// The stream begins when `watch` returns, so nothing that happens from then on is
/// missed. Nor is anything missed or repeated when a connection breaks or another
/// server becomes the primary: the stream goes on where it was, for as long as
/// ``ChangeStreamOptions/resumesWithin`` says.
///
/// A stream has a connection to itself until it ends, is dropped or its task is
/// cancelled, whether or not anything happens: a client needs more connections than
/// it has streams, and refuses the stream that would take the last one. Cancelling
/// takes effect within ``ChangeStreamOptions/maximumAwaitTime``, and so does closing the
/// client, as long as the stream is read.
///
/// A stream goes one way: to iterate again is to go on where the last loop ended.
public struct ChangeStream<Value: Sendable>: AsyncSequence {
    private let reader: ChangeStreamReader<Value>

    init(_ lease: ChangeStreamLease<Value>) {
        reader = ChangeStreamReader(lease)
    }

    /// Where to go on after the last change that was returned.
    ///
    /// Unlike the tokens of changes it moves on while nothing happens, so that it
    /// stays within reach of the server's log.
    public var resumeToken: ResumeToken? { reader.token }

    /// Goes on where the stream is.
    public func makeAsyncIterator() -> Iterator {
        Iterator(reader: reader)
    }

    /// Waits for the next changes, or until nothing has happened for
    /// ``ChangeStreamOptions/maximumAwaitTime``.
    ///
    /// For who must know that there was nothing to tell: when no changes come, all that the
    /// server had made durable on a majority when it was asked have been told.
    ///
    /// - Returns: Changes in their order, perhaps none; `nil` after the last.
    /// - Throws: ``MongoError``, or what decoding throws; then the stream has ended.
    nonisolated(nonsending) public func nextBatch() async throws -> [Value]? {
        try await reader.nextBatch()
    }

    /// Waits for changes.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let reader: ChangeStreamReader<Value>

        /// Waits for the next change; `nil` after the last, such as when the
        /// collection was dropped.
        ///
        /// - Throws: ``MongoError``, or what decoding throws; then the stream has
        ///   ended.
        public func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws -> Value? {
            try await reader.next()
        }
    }
}
