import DocumentMapper
import FoundationEssentials
import MongoClient
import Testing

/// The server that integration tests use.
enum TestServer {
    static let uri = ProcessInfo.processInfo.environment["MONGODB_URI"]
}

/// The database of the test that is running.
enum TestDatabase {
    @TaskLocal static var current: MongoDatabase?
}

/// Gives each test case a database of its own and drops it afterwards, whether or
/// not the test failed.
struct DatabaseTrait: TestTrait, SuiteTrait, TestScoping {
    var isRecursive: Bool { true }

    func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? {
        testCase == nil ? nil : self
    }

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing body: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let client = try await MongoClient(uri: TestServer.uri ?? "")
        let database = client.database("test-\(ObjectID())")
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await TestDatabase.$current.withValue(database, operation: body))
        } catch {
            outcome = .failure(error)
        }
        try await database.drop()
        await client.close()
        try outcome.get()
    }
}

extension Trait where Self == DatabaseTrait {
    static var database: Self { DatabaseTrait() }
}

extension Documents {
    /// The documents in the database of the test that is running.
    static func forTest() throws -> Documents {
        Documents(in: try #require(TestDatabase.current))
    }
}
