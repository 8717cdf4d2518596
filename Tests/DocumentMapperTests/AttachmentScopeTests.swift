import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

/// A model that shares its collection, and takes a file and others along.
@Document("prints", type: "scan")
struct Scan: Hashable {
    var id = ObjectID()
    var sheet: DocumentMapper.Attachment?

    static let deleteRules: [DeleteRule<Scan>] = [.restrict(Caption.self, \.scan)]
}

/// A model of the same collection that has no files.
@Document("prints", type: "sketch")
struct Sketch: Hashable {
    var id = ObjectID()
}

/// Every document of the collection.
@Document("prints")
enum Print {
    case scan(Scan)
    case sketch(Sketch)
}

/// What refers to a scan, and is kept when it is deleted.
@Document("captions")
struct Caption: Hashable {
    var id = ObjectID()
    var scan: Reference<Scan>
    @DeletedAt var deletedAt: Date?
}

/// An enum with a file in a case, and itself in another.
@Embedded
indirect enum Figure: Hashable {
    case picture(file: DocumentMapper.Attachment)
    case group(of: [Figure])
}

/// An enum without files.
@Embedded
indirect enum Ornament: Hashable {
    case dot(size: Int)
    case row(of: [Ornament])
    case none
}

@Suite("Attachments of enums and in transactions", .database, .needsServer)
struct AttachmentScopeTests {
    let scans: Documents<Scan>
    let prints: Documents<Print>
    let captions: Documents<Caption>

    init() throws {
        scans = try .forTest()
        prints = try .forTest()
        captions = try .forTest()
    }

    private func file() async throws -> DocumentMapper.Attachment {
        try await scans.attachments.store(name: "file", contentType: "image/png") { upload in
            try await upload.append([1])
        }
    }

    private func files() async throws -> [BSONValue] {
        try await scans.attachments.bucket.find().all().map(\.id)
    }

    @Test(
        arguments: [
            (Print.self, true), (Figure.self, true), ([Figure].self, true), (Ornament.self, false),
        ] as [(any AttachmentHolder.Type, Bool)])
    func `an enum holds what its cases hold`(type: any AttachmentHolder.Type, isHolder: Bool) {
        var seen: Set<ObjectIdentifier> = []

        #expect(type.mayHoldAttachments(&seen) == isHolder)
    }

    @Test func `a file that is saved through a collection's enum outlives a sweep`() async throws {
        let sheet = try await file()
        try await prints.insert(.scan(Scan(sheet: sheet)))

        try await prints.attachments.sweep(olderThan: .zero)

        #expect(try await files() == [.objectID(sheet.id)])
    }

    @Test func `a file goes with a document deleted through a collection's enum`() async throws {
        let scan = try await scans.insert(Scan(sheet: try await file()))

        try await prints.delete(scan.id)

        #expect(try await files().isEmpty)
    }

    @Test func `delete rules hold for a collection's enum`() async throws {
        let scan = try await scans.insert(Scan())
        try await captions.insert(Caption(scan: Reference(to: scan)))

        let error = await #expect(throws: MongoError.self) { try await prints.delete(scan.id) }

        #expect(error?.code == .stillReferenced)
        #expect(try await scans.find(id: scan.id) == scan)
    }

    @Test func `what was deleted and is kept still refers`() async throws {
        let scan = try await scans.insert(Scan())
        let caption = try await captions.insert(Caption(scan: Reference(to: scan)))
        try await captions.delete(caption.id)

        let error = await #expect(throws: MongoError.self) { try await scans.delete(scan.id) }

        #expect(error?.code == .stillReferenced)
    }

    @Test func `a refused save in a caller's transaction loosens no file`() async throws {
        let albums = try Documents<Album>.forTest()
        let kept = try await albums.file(1)
        let album = try await albums.insert(Album(cover: kept))
        try await albums.update(album.id) { $0.title.set("Stone") }
        var stale = album
        stale.cover = try await albums.file(2)

        let edited = stale
        try await albums.collection.database.withTransaction { database in
            var copy = edited
            await #expect(throws: ConflictError<Album>.self) {
                try await Documents<Album>(in: database).save(&copy)
            }
        }
        try await albums.attachments.sweep(olderThan: .zero)

        #expect(try await albums.stored() == [1])
    }

    @Test func `a refused attachment in a caller's transaction changes nothing`() async throws {
        let sheet = try await file()
        let gone = try await file()
        try await scans.attachments.bucket.delete(gone.id)
        var scan = try await scans.insert(Scan(sheet: sheet))
        scan.sheet = gone

        let edited = scan
        try await scans.collection.database.withTransaction { database in
            var copy = edited
            await #expect(throws: MongoError.self) {
                try await Documents<Scan>(in: database).save(&copy)
            }
        }

        #expect(try await scans.get(scan.id).sheet == sheet)
    }

    @Test func `an attachment is known in whatever order it is stored`() async throws {
        let sheet = try await file()
        let scan = try await scans.insert(Scan(sheet: sheet))
        let stored = try #require(
            try await scans.collection.findOne([:])?["sheet"]?.document)
        var reversed = BSONDocument()
        for (key, value) in stored.reversed() { try reversed.append(key: key, value) }
        try await scans.collection.updateOne(
            ["_id": .objectID(scan.id)], ["$set": ["sheet": .document(reversed)]])

        let report = try await scans.attachments.sweep(olderThan: .zero, checkingOwners: true)

        #expect(report.loosened == 0)
    }
}
