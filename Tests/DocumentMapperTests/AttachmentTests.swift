import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Attachments", .database, .needsServer, .timeLimit(.minutes(5)))
struct AttachmentTests {
    @Test func `an attachment is read back with its document`() async throws {
        let albums = try Documents<Album>.forTest()
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        var album = Album()

        album.cover = try await albums.attachments.store(
            name: "ink.png", contentType: "image/png", from: AsyncStream(one: bytes))
        try await albums.save(&album)

        let cover = try #require(try await albums.find(id: album.id)?.cover)
        #expect(cover.name == "ink.png")
        #expect(cover.contentType == "image/png")
        #expect(cover.length == 300_000)
        #expect(cover.sha256.count == 64)
        let isSame = try await albums.attachments.open(cover).collect() == bytes
        #expect(isSame)
    }

    @Test func `a part of an attachment is read`() async throws {
        let albums = try Documents<Album>.forTest()
        let cover = try await albums.attachments.store(
            name: "ink.png", contentType: "image/png", from: AsyncStream(one: [1, 2, 3, 4]))

        let part = try await albums.attachments.open(cover, range: 1..<3).collect()

        #expect(part == [2, 3])
    }

    @Test func `documents are found by what is attached`() async throws {
        let albums = try Documents<Album>.forTest()
        let album = try await albums.insert(Album(cover: try await albums.file(1)))
        try await albums.insert(Album())

        let found = try await albums.find { $0.cover.contentType == "image/png" }.all()

        #expect(found.map(\.id) == [album.id])
    }

    @Test func `what takes the place of an attachment deletes it`() async throws {
        let albums = try Documents<Album>.forTest()
        var album = try await albums.insert(Album(cover: try await albums.file(1)))

        album.cover = try await albums.file(2)
        try await albums.save(&album)

        #expect(try await albums.stored() == [2])
        #expect(try await albums.chunkCount() == 1)
    }

    @Test func `an attachment that is taken out of an array is deleted`() async throws {
        let albums = try Documents<Album>.forTest()
        let files = [try await albums.file(1), try await albums.file(2), try await albums.file(3)]
        var album = try await albums.insert(Album(pictures: files))

        album.pictures.remove(at: 1)
        try await albums.save(&album)

        #expect(try await albums.stored() == [1, 3])
    }

    @Test func `attachments anywhere in a document follow it`() async throws {
        let albums = try Documents<Album>.forTest()
        var album = Album()
        album.sleeve = Album.Sleeve(
            back: try await albums.file(1), tracks: ["a": try await albums.file(2)])
        try await albums.save(&album)

        album.sleeve?.tracks = ["b": try await albums.file(3)]
        try await albums.save(&album)

        #expect(try await albums.stored() == [1, 3])
    }

    @Test func `an attachment that moves within its document stays`() async throws {
        let albums = try Documents<Album>.forTest()
        var album = try await albums.insert(Album(cover: try await albums.file(1)))

        album.pictures = [try #require(album.cover)]
        album.cover = nil
        try await albums.save(&album)

        #expect(try await albums.stored() == [1])
    }

    @Test(arguments: Deletion.allCases)
    func `a deleted document takes its attachments with it`(deletion: Deletion) async throws {
        let albums = try Documents<Album>.forTest()
        let album = try await albums.insert(
            Album(cover: try await albums.file(1), pictures: [try await albums.file(2)]))
        let other = try await albums.insert(
            Album(title: "Other", cover: try await albums.file(3)))

        try await deletion.delete(album, from: albums)

        #expect(try await albums.find().all().map(\.id) == [other.id])
        #expect(try await albums.stored() == [3])
        #expect(try await albums.chunkCount() == 1)
    }

    /// The ways to delete a document.
    enum Deletion: CaseIterable {
        case byID, byCondition, permanently, byFinding, document

        func delete(_ album: Album, from albums: Documents<Album>) async throws {
            switch self {
            case .byID: try await albums.delete(album.id)
            case .byCondition: try await albums.delete { $0.title == album.title }
            case .permanently: try await albums.deletePermanently(album.id)
            case .byFinding: _ = try await albums.findAndDelete { $0.title == album.title }
            case .document: try await albums.delete(album)
            }
        }
    }

    @Test func `many documents are deleted with their attachments`() async throws {
        let albums = try Documents<Album>.forTest()
        var new: [Album] = []
        for number in 0..<3 { new.append(Album(cover: try await albums.file(UInt8(number)))) }
        new += (0..<300).map { _ in Album() }
        try await albums.insert(contentsOf: new)

        let count = try await albums.deleteAll()

        #expect(count == 303)
        #expect(try await albums.stored() == [])
    }

    @Test func `a typed update of attachments is refused`() async throws {
        let albums = try Documents<Album>.forTest()
        let album = try await albums.insert(Album(cover: try await albums.file(1)))

        let error = await #expect(throws: MongoError.self) {
            try await albums.update(album.id) { $0.cover.unset() }
        }

        #expect(error?.code == .invalidRequest)
        #expect(try await albums.update(album.id) { $0.title.set("New") })
    }

    @Test func `a replaced document attaches and deletes files`() async throws {
        let albums = try Documents<Album>.forTest()
        var album = try await albums.insert(Album(cover: try await albums.file(1)))

        album.cover = try await albums.file(2)
        try await albums.replace(&album)

        #expect(try await albums.stored() == [2])
        #expect(try await albums.attachments.sweep(olderThan: .zero) == SweepReport())
    }

    @Test func `writes that could not tell what becomes of files are refused`() async throws {
        let albums = try Documents<Album>.forTest()
        let album = Album(cover: try await albums.file(1))

        await #expect(throws: MongoError.self) {
            try await albums.bulkWrite { try $0.insert(album) }
        }
        await #expect(throws: MongoError.self) {
            try await albums.bulkWrite { try $0.delete(album.id) }
        }
        await #expect(throws: MongoError.self) {
            try await albums.upsert(where: { $0.title == "Ink" }, orInsert: album) {
                $0.title.set("Stone")
            }
        }
    }

    @Test(
        arguments: [
            (Album.self, true), (Album.Sleeve?.self, true),
            ([DocumentMapper.Attachment].self, true),
            (Article.self, false), (Branch.self, false), ([String: Place].self, false),
        ] as [(any AttachmentHolder.Type, Bool)])
    func `what may hold attachments is told by its type`(
        type: any AttachmentHolder.Type, isHolder: Bool
    ) {
        var seen: Set<ObjectIdentifier> = []

        #expect(type.mayHoldAttachments(&seen) == isHolder)
    }

    /// A struct that holds itself.
    @Embedded
    struct Branch {
        var branches: [Branch] = []
    }
}

extension AsyncStream where Element: Sendable {
    /// A stream of one element.
    init(one element: Element) {
        self.init { stream in
            stream.yield(element)
            stream.finish()
        }
    }
}
