import Foundation
package import Logging
package import MongoClient

/// The MongoDB that tests use, named by `MONGODB_URI`.
package enum TestServer {
    /// What to say when there is none.
    static let advice = """
        needs a MongoDB: run 'make test', which starts one, or name yours with MONGODB_URI
        """

    private static let uri = ProcessInfo.processInfo.environment["MONGODB_URI"]

    /// Whether tests that need the server run.
    ///
    /// On a laptop without one they are skipped; where a green result is a promise
    /// to others, they run and fail.
    static var isExpected: Bool {
        uri != nil || ProcessInfo.processInfo.environment["CI"] == "true"
    }

    /// Returns a client of its own.
    package static func client(
        settings: MongoClient.Settings = .patient, logger: Logger? = nil,
        listener: (any CommandListener)? = nil
    ) async throws -> MongoClient {
        guard let uri else { throw Missing() }
        return try await MongoClient(
            uri: uri, settings: settings, logger: logger, listener: listener)
    }

    /// Returns the client that tests share.
    package static func shared() async throws -> MongoClient {
        try await sharing.value
    }

    private static let sharing = Task {
        var settings = MongoClient.Settings.patient
        // Many tests at once may each keep a change stream open.
        settings.maximumConnections = 60
        // A machine that is busy is nothing to report.
        settings.slowCommandThreshold = nil
        return try await client(settings: settings)
    }

    /// The tests must run, but there is no server to run them with.
    private struct Missing: Error, CustomStringConvertible {
        var description: String { "This test \(advice)." }
    }
}
