import FoundationEssentials
import LocalMongo
import Testing

@Suite("The log of mongod")
struct ServerLogTests {
    @Test(
        "the last error is told in mongod's words",
        arguments: [
            (
                #"{"s":"E","msg":"Error setting up listener","attr":{"error":{"errmsg":"Address in use"}}}"#,
                "Error setting up listener: Address in use"
            ),
            (
                #"{"s":"F","msg":"Terminating","attr":{"error":"NoSpace: disk full"}}"#,
                "Terminating: NoSpace: disk full"
            ),
            (#"{"s":"E","msg":"Failed","attr":{"path":"x"}}"#, "Failed"),
            ("mongod: cannot load libcurl\nsorry", "mongod: cannot load libcurl"),
        ])
    func lastError(line: String, expected: String) async throws {
        try await withTemporaryFolder { folder in
            let log = ServerLog(path: "\(folder)/log")
            let usual = #"{"s":"I","msg":"Listening"}"#
            try Data("\(usual)\n\(line)\n\(usual)\n".utf8).write(to: URL(filePath: log.path))

            #expect(log.lastError == expected)
        }
    }

    @Test func `there is no error in a log that is not there`() {
        #expect(ServerLog(path: "/nowhere/log").lastError == nil)
    }

    @Test func `three older files are kept`() async throws {
        try await withTemporaryFolder { folder in
            let log = ServerLog(path: "\(folder)/log")
            for run in 1...5 {
                log.rotate()
                try Data("\(run)".utf8).write(to: URL(filePath: log.path))
            }

            let kept = ["log", "log.1", "log.2", "log.3", "log.4"].map {
                contents(of: "\(folder)/\($0)")
            }

            #expect(kept == ["5", "4", "3", "2", ""])
        }
    }

    @Test(arguments: [(10, false), (11, true)])
    func `a file beyond the limit is large`(size: Int, expected: Bool) async throws {
        try await withTemporaryFolder { folder in
            let log = ServerLog(path: "\(folder)/log", limit: 10)
            try Data(repeating: 0, count: size).write(to: URL(filePath: log.path))

            #expect(log.isLarge == expected)
        }
    }
}
