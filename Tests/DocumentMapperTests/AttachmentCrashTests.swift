import DocumentMapper
import Foundation
import MongoClient
import TestSupport
import Testing

@Suite("Attachments after kill -9", .database, .needsServer, .timeLimit(.minutes(10)))
struct AttachmentCrashTests {
    /// How often to kill; the environment may ask for more.
    static let rounds =
        ProcessInfo.processInfo.environment["ATTACHMENT_CRASHES"].flatMap { Int($0) } ?? 8

    @Test func `after any crash a sweep leaves nothing over and nothing is lost`() async throws {
        let crates = try Documents<Crate>.forTest()
        var ledger = Ledger()

        for _ in 0..<Self.rounds {
            let worker = try Worker("attachment-worker", "\(Int.random(in: 1...300))")
            for line in try worker.lines() { ledger.note(line) }
            try await worker.endTransactions()
        }
        try await crates.attachments.sweep(olderThan: .zero)

        #expect(ledger.count > 0)
        let documents = try await crates.find().all()
        #expect(ledger.contradictions(to: documents) == [])
        for file in documents.flatMap(\.files) {
            let bytes = try await crates.attachments.open(file).collect()
            #expect(bytes.count == Int(file.length))
        }
        let files = try await crates.attachments.bucket.find().all()
        #expect(files.count == documents.flatMap(\.files).count)
        let chunks = files.reduce(0) { $0 + ($1.length + 261_119) / 261_120 }
        #expect(try await TestDatabase.collection("crates.chunks").count() == Int(chunks))
    }

    /// What workers have said about each document.
    struct Ledger {
        private struct Entry {
            /// The digests that were acknowledged; `nil` for a document that is gone.
            var acknowledged: String?
            /// Whether a step was begun whose outcome nobody knows.
            var isBegun = false
        }

        private var entries: [String: Entry] = [:]

        var count: Int { entries.count }

        mutating func note(_ line: String) {
            let words = line.split(separator: " ", omittingEmptySubsequences: false).map {
                String($0)
            }
            guard words.count == 3 else { return }
            switch words[0] {
            case "begin": entries[words[1], default: Entry()].isBegun = true
            case "saved": entries[words[1]] = Entry(acknowledged: words[2])
            default: entries[words[1]] = Entry(acknowledged: nil)
            }
        }

        /// Returns the documents that are not what was acknowledged.
        ///
        /// One whose last step was not may be either way, but has all of its files.
        func contradictions(to documents: [Crate]) -> [String] {
            let stored = Dictionary(
                uniqueKeysWithValues: documents.map { crate in
                    (
                        crate.id.description,
                        crate.files.map(\.sha256).sorted().joined(separator: ",")
                    )
                })
            let wrong = entries.filter { id, entry in
                !entry.isBegun && entry.acknowledged != stored[id]
            }.map(\.key)
            return wrong + stored.keys.filter { entries[$0] == nil }
        }
    }
}
