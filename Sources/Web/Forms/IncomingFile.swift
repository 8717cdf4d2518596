public import NIOCore

/// A file of a form while it comes: read it once, piece by piece.
///
/// The pieces are the ones the connection brought, not copied. What is not read is
/// skipped. The name and the type are the sender's claims.
public struct IncomingFile: AsyncSequence, Sendable {
    /// Reads the pieces in order.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let file: IncomingFile

        /// Returns the next piece, or `nil` after the last.
        ///
        /// - Throws: `HTTPError` if the file is larger than its limit, or what comes is
        ///   no good form; `CancellationError`.
        public mutating func next() async throws -> ByteBufferView? {
            try await file.reader.nextPiece(ofPart: file.part).map(\.readableBytesView)
        }
    }

    /// The name of the form's field.
    public let field: String

    /// The last part of the name the file had, for showing only.
    public let filename: String

    /// The type the sender claims.
    public let mediaType: String

    private let part: Int
    private let reader: MultipartReader

    init(_ headers: PartHeaders, part: Int, reader: MultipartReader) {
        field = headers.name
        filename = headers.filename ?? ""
        mediaType = headers.mediaType ?? "application/octet-stream"
        self.part = part
        self.reader = reader
    }

    /// Begins where the last reader stopped.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(file: self)
    }
}
