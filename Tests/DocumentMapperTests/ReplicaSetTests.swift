import BSON
import DocumentMapper
import MongoClient
import Synchronization
import TestSupport
import Testing

/// What several writers change at once.
@Document("tallies")
struct Tally: Hashable {
    var id: Int
    var count = 0
    var tokens: [Int] = []
}

// One after another: each starts servers of its own.
@Suite(
    "A replica set of three", .serialized, .enabled(if: PrivateServer.executable != nil),
    .timeLimit(.minutes(5)))
struct ReplicaSetTests {
    /// Runs a test with secondaries that have one document and get no more for now.
    private func withLateSecondaries(
        _ body: (PrivateReplicaSet, MongoClient, Documents<Tally>) async throws -> Void
    ) async throws {
        try await PrivateReplicaSet.running(electionTimeout: .seconds(60)) { set in
            let client = try await MongoClient(uri: set.uri, settings: .patient)
            let tallies = Documents<Tally>(in: client.database("test"))
            try await tallies.with(writeConcern: WriteConcern(.servers(3))).insert(Tally(id: 0))
            try await set.stopReplicating(client)
            try await body(
                set, client, tallies.with(writeConcern: WriteConcern(.servers(1))))
            await client.close()
        }
    }

    @Test func `a session reads from a secondary what it has written itself`() async throws {
        try await withLateSecondaries { set, client, tallies in
            try await client.withSession { session in
                let own = tallies.within(session)
                let late = try await own.insert(Tally(id: 1))
                let others = tallies.with(readPreference: .secondary)
                let secondaries = own.with(readPreference: .secondary)

                let withoutSession = try await others.find { $0.id == 1 }.first()
                let tooEarly = await #expect(throws: MongoError.self) {
                    try await secondaries.find { $0.id == 1 }.limit(1)
                        .maximumTime(.milliseconds(500)).all()
                }
                try await set.goOnReplicating(client)
                let withinSession = try await secondaries.find { $0.id == 1 }.first()

                // Nobody else waits for what the secondary lacks.
                #expect(withoutSession == nil)
                #expect(tooEarly?.code == .maxTimeExpired)
                #expect(withinSession == late)
            }
        }
    }

    @Test func `an update that a session has made is read from a secondary too`() async throws {
        try await withLateSecondaries { set, client, tallies in
            try await client.withSession { session in
                let own = tallies.within(session)
                try await own.update(0) { $0.count.increment(by: 5) }
                let others = tallies.with(readPreference: .secondary)

                let withoutSession = try await others.get(0)
                async let withinSession = own.with(readPreference: .secondary).get(0)
                try await set.goOnReplicating(client)

                #expect(withoutSession.count == 0)
                #expect(try await withinSession.count == 5)
            }
        }
    }

    @Test func `most servers must have what a majority is asked for`() async throws {
        try await withLateSecondaries { set, client, tallies in
            let impatient = WriteConcern(.majority, timeout: .milliseconds(500))

            let error = await #expect(throws: MongoError.self) {
                try await tallies.with(writeConcern: impatient).insert(Tally(id: 1))
            }
            let ofMost = try await tallies.with(readConcern: .majority).find { $0.id == 1 }.first()
            try await set.goOnReplicating(client)
            try await tallies.with(writeConcern: .majority).insert(Tally(id: 2))
            let later = try await tallies.with(readConcern: .majority).find().all()

            #expect(error?.code.rawValue == 64)
            #expect(ofMost == nil)
            #expect(Set(later.map(\.id)) == [0, 1, 2])
        }
    }

    @Test func `what was acknowledged before the primary died is there, and there once`()
        async throws
    {
        try await PrivateReplicaSet.running { set in
            let client = try await MongoClient(uri: set.uri, settings: .patient)
            let tallies = Documents<Tally>(in: client.database("test"))
                .with(readConcern: .majority, writeConcern: .majority)
            try await tallies.insert(Tally(id: 0))
            let progress = Progress()

            try await withThrowingTaskGroup { group in
                for writer in 0..<4 {
                    group.addTask { await progress.write(100, as: writer, into: tallies) }
                }
                while progress.count < 120 { try await Task.sleep(for: .milliseconds(5)) }
                try await set.killPrimary(client)
                try await group.waitForAll()
            }

            let shared = try await tallies.get(0)
            let stored = try await tallies.find { $0.id > 0 }.all().map(\.id)
            #expect(shared.tokens.count == Set(shared.tokens).count)
            #expect(shared.count == shared.tokens.count)
            #expect(progress.updated.subtracting(shared.tokens).isEmpty)
            #expect(progress.inserted.subtracting(stored).isEmpty)
            #expect(progress.updated.count > 350)
            await client.close()
        }
    }

    /// What the server has acknowledged.
    final class Progress: Sendable {
        private let acknowledged = Mutex((inserted: Set<Int>(), updated: Set<Int>()))

        var inserted: Set<Int> { acknowledged.withLock(\.inserted) }
        var updated: Set<Int> { acknowledged.withLock(\.updated) }
        var count: Int { updated.count }

        /// Stores documents and changes one, and passes over what fails.
        func write(_ count: Int, as writer: Int, into tallies: Documents<Tally>) async {
            for number in 1...count {
                let token = writer * 1000 + number
                if (try? await tallies.insert(Tally(id: token))) != nil {
                    acknowledged.withLock { _ = $0.inserted.insert(token) }
                }
                let isChanged = try? await tallies.update(0) {
                    $0.tokens.push(token)
                    $0.count.increment()
                }
                if isChanged == true {
                    acknowledged.withLock { _ = $0.updated.insert(token) }
                }
            }
        }
    }
}
