import MongoClient
import TestSupport

/// How much the database holds of pictures.
struct StoredPictures: Hashable {
    let images: Int
    let files: Int
    let chunks: Int

    static let none = StoredPictures(images: 0, files: 0, chunks: 0)

    /// Counts what is there now.
    static func count() async throws -> StoredPictures {
        StoredPictures(
            images: try await TestDatabase.collection("images").count(),
            files: try await TestDatabase.collection("images.files").count(),
            chunks: try await TestDatabase.collection("images.chunks").count())
    }
}
