import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

/// A model that shares its collection.
@Document("media", type: "photo")
struct Photo: Hashable {
    var id = ObjectID()
    @Rules(.range(1...)) var width: Int
    @UpdatedAt var updatedAt = Date(timeIntervalSince1970: 0)
    @Version var version = 0

    static let indexes: [Index<Photo>] = [.on(\.updatedAt), .on(\.width)]
}

/// A model of the same collection that keeps what it does not know.
@Document("media", type: "video")
struct Video: Hashable {
    var id = ObjectID()
    var length: Double
    @UpdatedAt var updatedAt = Date(timeIntervalSince1970: 0)
    @Version var version = 0
    @Unknown var rest = BSONDocument()

    static let indexes: [Index<Video>] = [
        .on(\.updatedAt), .on(unique: true, where: { $0.length > 0 }) { $0.length },
    ]
}

/// Every document of the collection.
@Document("media")
enum Medium {
    case photo(Photo)
    case video(Video)
    case other(UnknownDocument<ObjectID>)
}

/// Every document of the collection, if it is of a type that is known.
@Document("media")
enum KnownMedium {
    case photo(Photo)
    case video(Video)
}

@Suite("Models that share a collection", .database, .needsServer)
struct SharedCollectionTests {
    let photos: Documents<Photo>
    let videos: Documents<Video>
    let media: Documents<Medium>

    init() throws {
        photos = try .forTest()
        videos = try .forTest()
        media = try .forTest()
    }

    @Test func `a model finds, changes and deletes only its own`() async throws {
        try await photos.insert(Photo(width: 1))
        let video = try await videos.insert(Video(length: 2))

        let changed = try await photos.updateAll { $0.width.set(5) }
        let deleted = try await photos.deleteAll()

        #expect((changed, deleted) == (1, 1))
        #expect(try await photos.find(id: video.id) == nil)
        #expect(try await videos.find().all() == [video])
    }

    @Test func `an enum finds them all`() async throws {
        let photo = try await photos.insert(Photo(width: 1))
        let video = try await videos.insert(Video(length: 2))
        try await media.collection.insert([["_id": .objectID(ObjectID()), "_type": "sound"]])

        let found = try await media.find().sort { $0._type.ascending }.all()

        guard found.count == 3, case .photo(let first) = found[0],
            case .other(let second) = found[1], case .video(let third) = found[2]
        else {
            Issue.record("\(found)")
            return
        }
        #expect(first == photo)
        #expect(second.contents["_type"] == "sound")
        #expect(third == video)
    }

    @Test func `a type without a case is refused by name, unless a case takes it`() async throws {
        try await media.collection.insert([["_id": .objectID(ObjectID()), "_type": "sound"]])
        let known = try Documents<KnownMedium>.forTest()

        let error = await #expect(throws: BSONError.self) { try await known.find().all() }

        #expect(error?.path == "_type")
    }

    @Test func `a document saved through the enum counts its version and notes its time`()
        async throws
    {
        let photo = try await photos.insert(Photo(width: 1))
        var medium = try #require(try await media.find(id: photo.id))
        guard case .photo(var changed) = medium else { return }

        changed.width = 7
        medium = .photo(changed)
        try await media.save(&medium)

        let found = try await photos.find(id: photo.id)
        #expect(found?.width == 7)
        #expect(found?.version == 1)
        #expect(found.map { $0.updatedAt >= photo.updatedAt } == true)
    }

    @Test func `an edit of someone else is a conflict to the enum too`() async throws {
        var photo = try await photos.insert(Photo(width: 1))
        var medium = try #require(try await media.find(id: photo.id))
        photo.width = 2
        try await photos.save(&photo)
        guard case .photo(var mine) = medium else { return }

        mine.width = 3
        medium = .photo(mine)

        await #expect(throws: ConflictError<Medium>.self) { try await media.save(&medium) }
    }

    @Test func `a document is inserted through the enum with its type, and its rules are kept`()
        async throws
    {
        let photo = Photo(width: 3)
        try await media.insert(.photo(photo))

        await #expect(throws: ValidationError.self) {
            try await media.insert(.photo(Photo(width: 0)))
        }
        #expect(try await photos.find(id: photo.id)?.width == 3)
        #expect(try await photos.find().count() == 1)
    }

    @Test func `what a model does not know can be read and changed`() async throws {
        let id = ObjectID()
        try await media.collection.insert([
            ["_id": .objectID(id), "_type": "video", "length": 1.0, "codec": "av1", "old": 1]
        ])
        var video = try #require(try await videos.find(id: id))

        let codec = video.rest["codec"]
        video.rest = ["codec": "vp9", "length": 99.0]
        try await videos.save(&video)

        let stored = try await media.collection.findOne(["_id": .objectID(id)])
        #expect(codec == "av1")
        #expect(stored?["codec"] == "vp9")
        #expect(stored?["length"] == 1.0)
        #expect(stored?["old"] == nil)
    }

    @Test(
        "the enum's validator checks each document by its own model",
        arguments: [
            (["_type": "photo", "width": 1], true),
            (["_type": "photo", "width": 0], false),
            (["_type": "photo", "length": 1.0], false),
            (["_type": "video", "length": 1.0], true),
            (["_type": "video", "width": 1], false),
            (["_type": "sound"], true),
        ] as [(BSONDocument, Bool)])
    func validator(fields: BSONDocument, isTaken: Bool) async throws {
        try await media.validator.apply()
        var document: BSONDocument = ["_id": .objectID(ObjectID())]
        for (key, value) in fields { try document.append(key: key, value) }
        let complete = document

        let isTakenThere = (try? await media.collection.insert([complete])) != nil

        #expect(isTakenThere == isTaken)
    }

    @Test func `a model's own validator says nothing of the other models`() async throws {
        try await photos.validator.apply()

        try await videos.insert(Video(length: 1))

        await #expect(throws: MongoError.self) {
            try await media.collection.insert([["_type": "photo", "width": 0]])
        }
        #expect(try await media.find().count() == 1)
    }

    @Test func `a model leaves the indexes of others alone, the enum knows them all`() async throws
    {
        try await videos.indexes.apply()
        try await photos.indexes.apply(removingUnknown: true)
        let stray: BSONDocument = ["key": ["stray": 1], "name": "stray_1"]
        try await media.collection.createIndexes([stray])

        let photoPlan = try await photos.indexes.plan()
        let plan = try await media.indexes.apply(removingUnknown: true)

        let names = try await media.collection.listIndexes().compactMap { $0["name"]?.string }
        #expect(photoPlan.isEmpty)
        #expect((plan.missing, plan.changed.count, plan.unknown) == ([], 0, ["stray_1"]))
        #expect(Set(names) == ["_id_", "updatedAt_1", "width_1", "length_1"])
    }
}
