import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

/// A model without a version, so that only what a save is made to tells of other edits.
@Document("pins")
struct Pin: Hashable {
    var id = ObjectID()
    var title = "pin"
    var spot: Spot?
    var notes: [Spot] = []
    var cover: DocumentMapper.Attachment?
    var mark: Mark?

    /// An enum of which no two cases fit together.
    @Embedded
    enum Mark: Hashable {
        case place(city: String)
        case number(value: Int)
    }

    /// A struct that cannot be read by halves.
    @Embedded
    struct Spot: Hashable {
        var city: String
        var street: String
    }
}

@Suite("Saves without a version", .database, .needsServer)
struct UnguardedSavingTests {
    let pins: Documents<Pin>

    init() throws {
        pins = try .forTest()
    }

    /// Stores a document and loads it twice.
    private func loadTwice(_ pin: Pin) async throws -> (mine: Pin, theirs: Pin) {
        let stored = try await pins.insert(pin)
        return (stored, stored)
    }

    private func file(_ byte: UInt8) async throws -> DocumentMapper.Attachment {
        try await pins.attachments.store(name: "file", contentType: "image/png") { upload in
            try await upload.append([byte])
        }
    }

    @Test func `a struct that others removed is not written by halves`() async throws {
        var (mine, theirs) = try await loadTwice(
            Pin(spot: Pin.Spot(city: "Basel", street: "Rheingasse")))
        theirs.spot = nil
        try await pins.save(&theirs)

        mine.spot?.city = "Bern"
        await #expect(throws: ConflictError<Pin>.self) { try await pins.save(&mine) }

        #expect(try await pins.get(mine.id).spot == nil)
    }

    @Test(arguments: [Pin.Mark.place(city: "Bern"), .number(value: 2)])
    func `two cases of an enum are not mixed`(mark: Pin.Mark) async throws {
        var (mine, theirs) = try await loadTwice(Pin(mark: .place(city: "Basel")))
        theirs.mark = .number(value: 1)
        try await pins.save(&theirs)

        mine.mark = mark
        await #expect(throws: ConflictError<Pin>.self) { try await pins.save(&mine) }

        #expect(try await pins.get(mine.id).mark == .number(value: 1))
    }

    @Test(arguments: [false, true])
    func `the first elements of others are not overwritten`(isMissing: Bool) async throws {
        var (mine, theirs) = try await loadTwice(Pin())
        if isMissing {
            try await pins.collection.updateOne(
                ["_id": .objectID(mine.id)], ["$unset": ["notes": true]])
            mine = try await pins.get(mine.id)
            theirs = mine
        }
        theirs.notes = [Pin.Spot(city: "Bern", street: "b")]
        try await pins.save(&theirs)

        mine.notes = [Pin.Spot(city: "Basel", street: "a")]
        await #expect(throws: ConflictError<Pin>.self) { try await pins.save(&mine) }

        #expect(try await pins.get(mine.id).notes == theirs.notes)
    }

    @Test func `an attachment that others replaced is not replaced unseen`() async throws {
        var (mine, theirs) = try await loadTwice(Pin(cover: try await file(1)))
        theirs.cover = try await file(2)
        try await pins.save(&theirs)

        mine.cover = try await file(3)
        await #expect(throws: ConflictError<Pin>.self) { try await pins.save(&mine) }

        #expect(try await pins.get(mine.id).cover == theirs.cover)
    }

    @Test func `an attachment that others replaced is not removed unseen`() async throws {
        var (mine, theirs) = try await loadTwice(Pin(cover: try await file(1)))
        theirs.cover = try await file(2)
        try await pins.save(&theirs)

        mine.cover = nil
        await #expect(throws: ConflictError<Pin>.self) { try await pins.save(&mine) }

        #expect(try await pins.get(mine.id).cover == theirs.cover)
    }

    @Test func `an attachment that others added is not replaced unseen`() async throws {
        var (mine, theirs) = try await loadTwice(Pin())
        theirs.cover = try await file(1)
        try await pins.save(&theirs)

        mine.cover = try await file(2)
        await #expect(throws: ConflictError<Pin>.self) { try await pins.save(&mine) }

        #expect(try await pins.get(mine.id).cover == theirs.cover)
    }
}
