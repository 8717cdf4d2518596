/// The bytes of an uploaded file, piece by piece.
public struct UploadedFileChunks: AsyncSequence, Sendable {
    /// Reads the pieces in order.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let file: TemporaryFile
        fileprivate let size: Int
        fileprivate var offset: Int64 = 0

        /// Returns the next piece, or `nil` after the last.
        ///
        /// - Throws: if the file cannot be read.
        public mutating func next() async throws -> [UInt8]? {
            let bytes = try await file.read(size, at: offset)
            offset += Int64(bytes.count)
            return bytes.isEmpty ? nil : bytes
        }
    }

    let file: TemporaryFile
    let size: Int

    /// Begins at the first byte.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(file: file, size: size)
    }
}
