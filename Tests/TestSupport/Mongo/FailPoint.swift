package import BSON
package import MongoClient

/// Makes the server fail on request, which needs `enableTestCommands`.
package enum FailPoint {
    /// Runs `body` with a client whose commands fail so many times.
    ///
    /// The client has a name of its own, so that other tests do not notice.
    nonisolated(nonsending) package static func set<Value>(
        _ failure: BSONDocument, times: Int,
        _ body: nonisolated(nonsending) (MongoClient) async throws -> Value
    ) async throws -> Value {
        await turn.take()
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await fail(failure, times: times, body))
        } catch {
            outcome = .failure(error)
        }
        await turn.pass()
        return try outcome.get()
    }

    nonisolated(nonsending) private static func fail<Value>(
        _ failure: BSONDocument, times: Int,
        _ body: nonisolated(nonsending) (MongoClient) async throws -> Value
    ) async throws -> Value {
        var settings = MongoClient.Settings.patient
        settings.applicationName = "failing-\(ObjectID())"
        let client = try await TestServer.client(settings: settings)
        let admin = client.database("admin")
        var data = failure
        data.append("appName", settings.applicationName)
        try await admin.run([
            "configureFailPoint": "failCommand", "mode": ["times": .int(times)],
            "data": .document(data),
        ])
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await body(client))
        } catch {
            outcome = .failure(error)
        }
        try await admin.run(["configureFailPoint": "failCommand", "mode": "off"])
        await client.close()
        return try outcome.get()
    }

    /// The server has one such fail point: tests take turns.
    private static let turn = Turn()

    private actor Turn {
        private var isTaken = false
        private var waiting: [CheckedContinuation<Void, Never>] = []

        func take() async {
            if isTaken {
                await withCheckedContinuation { waiting.append($0) }
            } else {
                isTaken = true
            }
        }

        func pass() {
            if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
        }
    }
}
