import BSON
import MongoClient
import TestSupport
import Testing

@Suite("Stable API", .needsServer, .timeLimit(.minutes(5)))
struct ServerAPITests {
    @Test func `a strict client is refused what the API does not have`() async throws {
        var settings = MongoClient.Settings.patient
        settings.serverAPI = .init(isStrict: true)
        let client = try await TestServer.client(settings: settings)

        try await client.ping()
        let error = await #expect(throws: MongoError.self) {
            try await client.database("test").collection("things").distinct("n")
        }

        #expect(error?.codeName == "APIStrictError")
        await client.close()
    }
}
