import Foundation
import MongoClient

/// The MongoDB that tests use, named by `MONGODB_URI`.
enum TestServer {
    static let uri = ProcessInfo.processInfo.environment["MONGODB_URI"]

    static var isConfigured: Bool { uri != nil }

    /// Returns a client with settings of its own.
    static func client(
        settings: MongoClient.Settings = MongoClient.Settings()
    ) async throws -> MongoClient {
        try await MongoClient(uri: uri ?? "mongodb://127.0.0.1:27017", settings: settings)
    }

    /// Returns the client that tests share.
    static func shared() async throws -> MongoClient {
        try await sharing.value
    }

    private static let sharing = Task {
        var settings = MongoClient.Settings()
        settings.waitQueueTimeout = .seconds(60)
        settings.socketTimeout = .seconds(60)
        return try await client(settings: settings)
    }
}

/// Waits until something is so, and returns whether it was within ten seconds.
func eventually(_ condition: () async -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline {
        if await condition() { return true }
        await Task.yield()
    }
    return false
}
