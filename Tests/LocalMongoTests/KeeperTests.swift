import FoundationEssentials
import LocalMongo
import Testing

@Suite("The keeper of a server", .timeLimit(.minutes(5)))
struct KeeperTests {
    @Test func `the end of the input stops the server, which may take its time`() async throws {
        let server = "trap 'sleep 0.3; echo stopped; exit 7' TERM"

        let (code, log) = try await run(server) { $0.finish() }

        #expect(code == 7)
        #expect(log == "ready\nstopped\n")
    }

    @Test func `a server that will not stop is killed`() async throws {
        let server = "trap '' TERM"

        let (code, _) = try await run(server) { $0.finish() }

        #expect(code == 128 + 9)
    }

    @Test func `a request reaches the server as a signal`() async throws {
        let server = "trap 'echo reopened; exit 0' USR1"

        let (code, log) = try await run(server) { $0.yield() }

        #expect(code == 0)
        #expect(log == "ready\nreopened\n")
    }

    @Test func `a server that ends by itself ends the run`() async throws {
        let server = "echo ready broken >&2; exit 3"

        let (code, log) = try await run(server) { _ in }

        #expect(code == 3)
        #expect(log == "ready broken\n")
    }

    /// Keeps a script, which then waits, as a server; acts when it is ready; and
    /// returns its exit code and what it said.
    private func run(
        _ script: String, then act: (AsyncStream<Void>.Continuation) -> Void
    ) async throws -> (code: Int32, log: String) {
        try await withTemporaryFolder { folder in
            let log = "\(folder)/log"
            try writeScript(
                "\(script)\necho ready\nwhile :; do sleep 0.05; done", to: "\(folder)/server")
            let keeper = Keeper(
                executable: "\(folder)/server", arguments: [], log: log, patience: .seconds(1))
            let (requests, continuation) = AsyncStream<Void>.makeStream()
            async let code = keeper.run(requests: requests)
            while !contents(of: log).contains("ready") {
                await Task.yield()
            }
            act(continuation)
            return (try await code, contents(of: log))
        }
    }
}
