import DocumentMapper
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Examples of validation", .database, .needsServer)
struct ValidationExamples {
    let meetings: Documents<Meeting>

    init() throws {
        meetings = try .forTest()
    }

    @Test func `every broken rule at once`() async throws {
        let meeting = Meeting(
            title: "", seats: 0, tags: ["ok", "Not OK"], begin: .distantFuture, end: .distantPast)
        var paths: [String] = []
        var messages: [String] = []

        do {
            try await meetings.insert(meeting)
        } catch let error as ValidationError {
            paths = error.failures.keys.sorted()
            messages = error.messages(at: Meeting.fields.end)
        }

        #expect(paths == ["end", "seats", "tags.1", "title"])
        #expect(messages == ["must come after the beginning"])
    }

    @Test func `rules without a server`() {
        let meeting = Meeting(title: "", seats: 0)

        #expect(throws: ValidationError.self) { try meeting.validate() }
    }

    @Test func `the server's own check`() async throws {
        let plan = try await meetings.validator.plan()
        try await meetings.validator.apply(level: .moderate, action: .error)

        #expect(!plan.isEmpty)
        await #expect(throws: MongoError.self) {
            try await meetings.collection.insert([["_id": 1, "title": ""]])
        }
    }
}
