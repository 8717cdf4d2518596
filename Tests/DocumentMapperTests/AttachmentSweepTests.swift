import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Sweeping of attachments", .database, .needsServer, .timeLimit(.minutes(5)))
struct AttachmentSweepTests {
    @Test func `what is attached stays`() async throws {
        let albums = try Documents<Album>.forTest()
        try await albums.insert(Album(cover: try await albums.file(1)))

        let report = try await albums.attachments.sweep(olderThan: .zero, checkingOwners: true)

        #expect(report == SweepReport())
        #expect(try await albums.stored() == [1])
    }

    @Test func `what is attached in a language stays`() async throws {
        let guides = try Documents<Guide>.forTest()
        let file = try await guides.attachments.store(name: "de", contentType: "text/plain") {
            try await $0.append([1])
        }
        let guide = try await guides.insert(Guide(sheets: ["de": file]))

        try await guides.attachments.sweep(olderThan: .zero)

        let kept = try await guides.attachments.bucket.find().all().count
        try await guides.delete(guide.id)
        #expect(kept == 1)
        #expect(try await guides.attachments.bucket.find().all().isEmpty)
    }

    @Test func `what was never attached goes after its time`() async throws {
        let albums = try Documents<Album>.forTest()
        _ = try await albums.file(1)

        let early = try await albums.attachments.sweep(olderThan: .seconds(3600))
        let late = try await albums.attachments.sweep(olderThan: .zero)

        #expect(early.files == 0)
        #expect(late.files == 1)
        #expect(try await albums.chunkCount() == 0)
    }

    @Test func `chunks of no file go after their time`() async throws {
        let albums = try Documents<Album>.forTest()
        try await albums.insert(Album(cover: try await albums.file(1)))
        _ = try await albums.file(2)
        let marker: BSONDocument = ["metadata.loose": ["$exists": true]]
        try await TestDatabase.collection("albums.files").deleteOne(marker)

        let early = try await albums.attachments.sweep(olderThan: .seconds(3600))
        let late = try await albums.attachments.sweep(olderThan: .zero)

        #expect(early.strayFiles == 0)
        #expect(late.strayFiles == 1)
        #expect(try await albums.chunkCount() == 1)
        #expect(try await albums.stored() == [1])
    }

    @Test func `files of documents that were deleted behind its back go if asked`() async throws {
        let albums = try Documents<Album>.forTest()
        let album = try await albums.insert(Album(cover: try await albums.file(1)))
        try await albums.insert(Album(cover: try await albums.file(2)))
        try await albums.collection.deleteOne(["_id": .objectID(album.id)])

        let first = try await albums.attachments.sweep(olderThan: .zero)
        let second = try await albums.attachments.sweep(olderThan: .zero, checkingOwners: true)
        let third = try await albums.attachments.sweep(olderThan: .zero)

        #expect(first == SweepReport())
        #expect(second.loosened == 1)
        #expect(second.files + third.files == 1)
        #expect(try await albums.stored() == [2])
    }

    @Test func `saves and sweeps at the same time lose nothing`() async throws {
        let albums = try Documents<Album>.forTest()

        let saved = try await withThrowingTaskGroup { group in
            for number in 0..<20 {
                group.addTask { () -> Album? in
                    let cover = try await albums.file(UInt8(number))
                    do {
                        return try await albums.insert(Album(cover: cover))
                    } catch MongoError.Code.fileNotFound {
                        return nil
                    }
                }
                group.addTask {
                    try await albums.attachments.sweep(olderThan: .zero)
                    return nil
                }
            }
            return try await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
        }

        let documents = try await albums.find().all()
        #expect(Set(documents.map(\.id)) == Set(saved.map(\.id)))
        for document in documents {
            let cover = try #require(document.cover)
            #expect(try await albums.attachments.open(cover).collect().count == 1)
        }
    }
}
