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
        try await lend { client, failing in
            try await failing.begin(failure, ["times": .int(times)])
            return try await body(client)
        }
    }

    /// Runs `body` with a client and the switch that makes its commands fail.
    nonisolated(nonsending) package static func lend<Value>(
        _ body: nonisolated(nonsending) (MongoClient, Switch) async throws -> Value
    ) async throws -> Value {
        await turn.take()
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await run(body))
        } catch {
            outcome = .failure(error)
        }
        await turn.pass()
        return try outcome.get()
    }

    nonisolated(nonsending) private static func run<Value>(
        _ body: nonisolated(nonsending) (MongoClient, Switch) async throws -> Value
    ) async throws -> Value {
        var settings = MongoClient.Settings.patient
        settings.applicationName = "failing-\(ObjectID())"
        let client = try await TestServer.client(settings: settings)
        let failing = Switch(
            admin: client.database("admin"), applicationName: settings.applicationName)
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await body(client, failing))
        } catch {
            outcome = .failure(error)
        }
        try await failing.end()
        await client.close()
        return try outcome.get()
    }

    /// Makes the commands of one client fail.
    package struct Switch: Sendable {
        fileprivate let admin: MongoDatabase
        fileprivate let applicationName: String?

        /// Lets commands fail from now on, always or as `mode` says.
        package func begin(
            _ failure: BSONDocument, _ mode: BSONValue = "alwaysOn"
        ) async throws {
            var data = failure
            data.append("appName", applicationName)
            try await admin.run([
                "configureFailPoint": "failCommand", "mode": mode, "data": .document(data),
            ])
        }

        /// Lets none fail any more.
        package func end() async throws {
            try await admin.run(["configureFailPoint": "failCommand", "mode": "off"])
        }
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
