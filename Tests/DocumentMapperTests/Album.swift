import DocumentMapper
import MongoClient
import TestSupport

/// A model with attachments in every place.
@Document("albums")
struct Album: Hashable {
    var id = ObjectID()
    var title = "Ink"
    var cover: Attachment?
    var pictures: [Attachment] = []
    var sleeve: Sleeve?
    @Version var version = 0

    /// A struct within the document.
    @Embedded
    struct Sleeve: Hashable {
        var back: Attachment?
        var tracks: [String: Attachment] = [:]
    }
}

/// A model whose files differ by language.
@Document("guides")
struct Guide {
    var id = ObjectID()
    var sheets: Localized<Attachment> = [:]
}

/// What the worker that is killed stores, with the same fields.
@Document("crates")
struct Crate {
    var id = ObjectID()
    var label: Attachment?
    var goods: [Attachment] = []
    @Version var version = 0

    var files: [Attachment] { [label].compactMap(\.self) + goods }
}

extension Documents where Model == Album {
    /// Stores a file of one byte.
    func file(_ byte: UInt8, _ name: String = "file") async throws -> Attachment {
        try await attachments.store(name: name, contentType: "image/png") { upload in
            try await upload.append([byte])
        }
    }

    /// Returns the first bytes of the files that are stored, in their order.
    func stored() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for file in try await attachments.bucket.find().all() {
            bytes += try await attachments.bucket.download(file).collect().prefix(1)
        }
        return bytes.sorted()
    }

    /// How many chunks there are.
    func chunkCount() async throws -> Int {
        try await TestDatabase.collection("albums.chunks").count()
    }
}
