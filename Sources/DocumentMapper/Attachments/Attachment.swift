public import struct FoundationEssentials.Date

/// A file that belongs to a document, such as the cover of a post.
///
/// It is a value in the document, alone, optional, in an array or in an embedded struct,
/// and says what a list or a page needs to know; the bytes lie in GridFS.
///
///     @Document("posts")
///     struct Post {
///         var id = ObjectID()
///         var cover: Attachment?
///         var images: [Attachment] = []
///     }
///
///     post.cover = try await posts.attachments.store(
///         name: "ink.png", contentType: "image/png", from: pieces)
///     try await posts.save(&post)
///     for try await bytes in posts.attachments.open(cover) { … }
///
/// A file belongs to the one document that was saved with it, and goes with it: when
/// the document is deleted, or saved without the file. To keep the versions of a file,
/// keep them in an array.
@Embedded
public struct Attachment: Hashable, Identifiable {
    /// What tells the file from all others.
    @Key("file") public let id: ObjectID

    /// The name, as whoever stored it said.
    public let name: String

    /// The type of the bytes, such as `image/png`, as whoever stored it said.
    public let contentType: String

    /// The number of bytes.
    public let length: Int64

    /// The SHA-256 digest of the bytes, in hexadecimal digits.
    public let sha256: String

    /// When the bytes were stored.
    public let uploadedAt: Date
}
