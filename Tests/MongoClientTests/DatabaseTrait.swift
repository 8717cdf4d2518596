import BSON
import MongoClient
import Testing

/// Gives each test case a database of its own and drops it afterwards.
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
        let database = try await TestServer.shared().database("test_\(ObjectID())")
        let result: Result<Void, any Error>
        do {
            result = .success(try await TestDatabase.$current.withValue(database, operation: body))
        } catch {
            result = .failure(error)
        }
        try await database.drop()
        try result.get()
    }
}

extension Trait where Self == DatabaseTrait {
    /// A database of its own for each test case.
    static var database: Self { Self() }
}

/// The database of the test that runs.
enum TestDatabase {
    @TaskLocal static var current: MongoDatabase?

    /// Returns the collection of a name.
    static func collection(_ name: String = "things") throws -> MongoCollection {
        try #require(current).collection(name)
    }
}
