import BSON
import MongoClient
package import Testing

/// Gives each test case a database of its own and drops it afterwards, whether or
/// not the test failed.
package struct DatabaseTrait: TestTrait, SuiteTrait, TestScoping {
    package var isRecursive: Bool { true }

    package func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? {
        testCase == nil ? nil : self
    }

    package func provideScope(
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
    package static var database: Self { Self() }
}
