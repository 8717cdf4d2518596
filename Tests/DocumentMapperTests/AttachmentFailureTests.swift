import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Attachments of refused writes", .database, .needsServer, .timeLimit(.minutes(5)))
struct AttachmentFailureTests {
    struct Interruption: Error {}

    @Test func `a refused save leaves the attachments as they were`() async throws {
        let albums = try Documents<Album>.forTest()
        var album = try await albums.insert(Album(cover: try await albums.file(1)))
        var other = try #require(try await albums.find(id: album.id))
        other.title = "Other"
        try await albums.save(&other)

        album.cover = try await albums.file(2)
        await #expect(throws: ConflictError<Album>.self) { try await albums.save(&album) }

        #expect(try await albums.stored() == [1, 2])
        let cover = try #require(try await albums.find(id: album.id)?.cover)
        #expect(try await albums.attachments.open(cover).collect() == [1])
        // The new one can still be saved, or is swept.
        #expect(try await albums.attachments.sweep(olderThan: .zero).files == 1)
        #expect(try await albums.stored() == [1])
    }

    @Test func `a file that is stored for a write that fails is deleted`() async throws {
        let albums = try Documents<Album>.forTest()

        await #expect(throws: Interruption.self) {
            try await albums.attachments.storing(
                name: "ink.png", contentType: "image/png", from: AsyncStream(one: [1] as [UInt8])
            ) { _ in throw Interruption() }
        }

        #expect(try await albums.stored() == [])
        #expect(try await albums.chunkCount() == 0)
    }

    @Test func `a file that was saved stays though what follows fails`() async throws {
        let albums = try Documents<Album>.forTest()

        await #expect(throws: Interruption.self) {
            try await albums.attachments.storing(
                name: "ink.png", contentType: "image/png", from: AsyncStream(one: [1] as [UInt8])
            ) { cover in
                try await albums.insert(Album(cover: cover))
                throw Interruption()
            }
        }

        #expect(try await albums.stored() == [1])
    }

    @Test func `a file belongs to one document`() async throws {
        let albums = try Documents<Album>.forTest()
        let album = try await albums.insert(Album(cover: try await albums.file(1)))

        let error = await #expect(throws: MongoError.self) {
            try await albums.insert(Album(cover: album.cover))
        }

        #expect(error?.code == .fileNotFound)
        #expect(try await albums.find().count() == 1)
    }

    @Test func `a file that is gone cannot be attached`() async throws {
        let albums = try Documents<Album>.forTest()
        var album = try await albums.insert(Album())
        album.cover = try await albums.file(1)
        try await albums.attachments.sweep(olderThan: .zero)

        let error = await #expect(throws: MongoError.self) { try await albums.save(&album) }

        #expect(error?.code == .fileNotFound)
        #expect(try await albums.find(id: album.id)?.cover == nil)
    }

    @Test func `a transaction that is aborted leaves the attachments as they were`() async throws {
        let albums = try Documents<Album>.forTest()
        let stored = try await albums.insert(Album(cover: try await albums.file(1)))
        let second = try await albums.file(2)

        await #expect(throws: Interruption.self) {
            try await TestDatabase.required().withTransaction { database in
                var album = stored
                album.cover = second
                try await Documents<Album>(in: database).save(&album)
                throw Interruption()
            }
        }

        #expect(try await albums.stored() == [1, 2])
        #expect(try await albums.attachments.sweep(olderThan: .zero).files == 1)
        #expect(try await albums.stored() == [1])
    }

    @Test func `in a transaction a file can move to another document`() async throws {
        let albums = try Documents<Album>.forTest()
        var first = try await albums.insert(Album(cover: try await albums.file(1)))
        var second = try await albums.insert(Album())

        try await TestDatabase.required().withTransaction { database in
            let albums = Documents<Album>(in: database)
            second.cover = first.cover
            first.cover = nil
            try await albums.save(&first)
            try await albums.save(&second)
        }

        #expect(try await albums.attachments.sweep(olderThan: .zero).files == 0)
        #expect(try await albums.stored() == [1])
    }

    @Test func `a transaction may store files too`() async throws {
        let albums = try Documents<Album>.forTest()
        try await albums.insert(Album(cover: try await albums.file(1)))

        await #expect(throws: Interruption.self) {
            try await TestDatabase.required().withTransaction { database in
                let albums = Documents<Album>(in: database)
                try await albums.insert(Album(cover: try await albums.file(2)))
                throw Interruption()
            }
        }

        #expect(try await albums.stored() == [1])
        #expect(try await albums.chunkCount() == 1)
    }
}
