import FoundationEssentials
import LocalMongo
import Logging
import Testing

@Suite("A start that fails", .timeLimit(.minutes(5)))
struct StartErrorTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test func `what mongod said is passed on`() async throws {
        try await withTemporaryFolder { folder in
            try writeScript("echo 'no libcurl here' >&2; exit 9", to: "\(folder)/mongod")

            await #expect(
                throws: LocalMongoError.ended(
                    code: 9, reason: "no libcurl here", log: "\(folder)/data/mongod.log")
            ) {
                try await LocalMongo.start(
                    dataFolder: "\(folder)/data", executable: "\(folder)/mongod", logger: logger)
            }
        }
    }

    @Test func `a folder that cannot be made is named`() async throws {
        try await withTemporaryFolder { folder in
            try writeScript("", to: "\(folder)/mongod")
            let path = "\(folder)/mongod/data"

            await #expect(
                throws: LocalMongoError.folderUnusable(path: path, reason: "Not a directory")
            ) {
                try await LocalMongo.start(
                    dataFolder: path, executable: "\(folder)/mongod", logger: logger)
            }
        }
    }

    @Test(
        "every message is one line that says what to do",
        arguments: [
            LocalMongoError.executableNotFound,
            .folderUnusable(path: "/data", reason: "read-only"),
            .folderInUse(path: "/data"),
            .ended(code: 1, reason: nil, log: "/data/log"),
            .notUsable(reason: "slow", log: "/data/log"),
        ])
    func message(error: LocalMongoError) {
        let advice = ["run 'make'", "choose another", "see /data/log"]

        #expect(!error.description.contains("\n"))
        #expect(advice.contains { error.description.contains($0) })
    }
}
