import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

/// A model whose embedded values have defaults that differ each time.
@Document("threads")
struct Thread: Hashable {
    var id = ObjectID()
    var title = ""
    var opening: Remark?
    var remarks: [Remark] = []
    var mark: Mark = .none
    @Version var version = 0

    /// A struct within the document.
    @Embedded
    struct Remark: Hashable {
        var text: String
        var at = Date.now
    }

    /// An enum within the document.
    @Embedded
    enum Mark: Hashable {
        case none
        case read(token: ObjectID = ObjectID())
    }
}

@Suite("Initial values that differ each time", .database, .needsServer)
struct InitialValueTests {
    let threads: Documents<Thread>

    init() throws {
        threads = try .forTest()
    }

    /// Stores a document that lacks what the defaults stand for, and returns it loaded.
    private func old() async throws -> (Thread, BSONDocument) {
        let id = ObjectID()
        let stored: BSONDocument = [
            "_id": .objectID(id), "title": "a", "opening": ["text": "b"],
            "remarks": [["text": "c"], ["text": "d", "at": .date(milliseconds: 5)]],
            "mark": ["_type": "read"], "version": 0,
        ]
        try await threads.collection.insert([stored])
        return (try await threads.get(id), stored)
    }

    @Test func `a document that nobody changed is left alone`() async throws {
        var (thread, stored) = try await old()

        try await threads.save(&thread)

        #expect(try await threads.collection.findOne([:]) == stored)
    }

    @Test func `only what was changed is stored`() async throws {
        var (thread, stored) = try await old()
        thread.title = "z"
        thread.remarks[0].text = "y"

        try await threads.save(&thread)

        stored["title"] = "z"
        stored["remarks"] = [["text": "y"], ["text": "d", "at": .date(milliseconds: 5)]]
        stored["version"] = 1
        #expect(try await threads.collection.findOne([:]) == stored)
    }

    @Test func `a value that was set is stored`() async throws {
        var (thread, _) = try await old()
        thread.opening?.at = Date(timeIntervalSince1970: 1)

        try await threads.save(&thread)

        let found = try await threads.collection.findOne([:])
        #expect(found?["opening"]?.document?["at"] == .date(milliseconds: 1000))
        #expect(found?["mark"] == ["_type": "read"])
    }

    @Test func `only what was read itself counts, whatever other threads read`() async throws {
        let lacking: BSONDocument = ["_id": .objectID(ObjectID()), "mark": ["_type": "read"]]
        let whole: BSONDocument = ["_id": .objectID(ObjectID()), "mark": ["_type": "none"]]

        let (invented, remembered) = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var counts = (0, 0)
                    for _ in 0..<5000 {
                        if try Thread(stored: lacking).snapshot.base != nil { counts.0 += 1 }
                        if try Thread(stored: whole).snapshot.base != nil { counts.1 += 1 }
                    }
                    return counts
                }
            }
            return try await group.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
        }

        #expect(invented == 20_000)
        #expect(remembered == 0)
    }
}
