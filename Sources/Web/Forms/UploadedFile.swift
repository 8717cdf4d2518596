/// A file that came with a form.
///
/// It lies in a temporary file that is removed when the request ends: keep what
/// you need before then. The name and the type are the sender's claims.
public struct UploadedFile: Sendable {
    /// Where the bytes are while the request lasts.
    public var path: String { file.path }

    /// The last part of the name the file had, for showing only.
    public let filename: String

    /// The type the sender claims.
    public let mediaType: String

    /// How many bytes came.
    public let byteCount: Int64

    private let file: TemporaryFile

    init(_ incoming: IncomingFile, in file: TemporaryFile, byteCount: Int64) {
        self.file = file
        filename = incoming.filename
        mediaType = incoming.mediaType
        self.byteCount = byteCount
    }

    /// Returns the bytes, piece by piece.
    public func chunks(ofSize size: Int = 65_536) -> UploadedFileChunks {
        UploadedFileChunks(file: file, size: size)
    }
}
