/// Where the files of a form go while they come, without a temporary file.
///
///     let videos = FileDestination { file in
///         try await bucket.upload(filename: file.filename, from: file)
///     } discard: { file in
///         _ = try? await bucket.delete(file.id)
///     }
public struct FileDestination<Stored: Sendable>: Sendable {
    let store: @Sendable (IncomingFile) async throws -> Stored
    let discard: @Sendable (Stored) async -> Void

    /// Takes what stores a file and what takes it back.
    ///
    /// When `store` throws, which it must when reading the file does, nothing of the
    /// file may stay. `discard` is called for every file that nobody keeps.
    public init(
        store: @escaping @Sendable (IncomingFile) async throws -> Stored,
        discard: @escaping @Sendable (Stored) async -> Void
    ) {
        self.store = store
        self.discard = discard
    }
}
