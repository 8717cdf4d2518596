import BSON
import MongoClient

/// The changes of a stream, as documents.
actor StreamCursor: DocumentCursor {
    private var stream: ChangeStream<BSONDocument>?

    /// What opening the stream threw, if the first iteration is to throw it.
    private var failure: (any Error)?

    init(_ stream: sending ChangeStream<BSONDocument>) {
        self.stream = stream
    }

    init(failing failure: any Error) {
        self.failure = failure
    }

    func next() async throws -> BSONDocument? {
        if let failure { throw failure }
        guard let stream else { throw Failure("the change stream is closed") }
        return try await stream.makeAsyncIterator().next()
    }

    func close() {
        stream = nil
    }
}

extension StreamCursor {
    /// Opens the stream that the arguments of `createChangeStream` describe.
    ///
    /// - Throws: `MongoError` if the server refused it.
    static func open(
        _ arguments: inout Arguments,
        _ watch: (
            [BSONDocument], ChangeStreamOptions,
            @escaping @Sendable (inout BSONReader) throws -> BSONDocument
        ) async throws -> sending ChangeStream<BSONDocument>
    ) async throws -> OperationResult {
        let pipeline = try arguments.documents("pipeline") ?? []
        let failsLater = try arguments.bool(LegacyChangeStreamFile.failsLater) ?? false
        let options = try ChangeStreamOptions(taking: &arguments)
        try arguments.finish()
        do {
            let stream = try await watch(pipeline, options) { try $0.document() }
            return .cursor(StreamCursor(stream))
        } catch {
            guard failsLater else { throw error }
            return .cursor(StreamCursor(failing: error))
        }
    }
}

extension ChangeStreamOptions {
    /// Takes the options from among the arguments.
    ///
    /// The stream goes on after a failure only as the specification says, without the
    /// patience that is the client's own.
    fileprivate init(taking arguments: inout Arguments) throws {
        self.init()
        fullDocument = try arguments.string("fullDocument").map(FullDocument.init)
        fullDocumentBeforeChange = try arguments.string("fullDocumentBeforeChange")
            .map(FullDocumentBeforeChange.init)
        resumeAfter = try arguments.document("resumeAfter").map(ResumeToken.init)
        startAfter = try arguments.document("startAfter").map(ResumeToken.init)
        if case .timestamp(let time) = arguments.value("startAtOperationTime") {
            startAtOperationTime = time
        }
        batchSize = try arguments.int("batchSize")
        maximumAwaitTime = try arguments.duration("maxAwaitTimeMS")
        collation = try arguments.document("collation")
        comment = arguments.value("comment")
        resumesWithin = .zero
    }
}
