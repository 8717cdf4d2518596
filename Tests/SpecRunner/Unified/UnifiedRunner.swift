import BSON
import MongoClient

/// Runs the tests of files in the unified format.
struct UnifiedRunner {
    let deployment: Deployment
    let address: Address
    let observer: MongoClient
    let farewells = Farewells()

    /// Runs a file.
    func run(_ document: BSONDocument, path: String) async -> FileReport {
        do {
            let file = try UnifiedFile(document)
            if let obstacle = deployment.obstacle(file.requirements) { throw Skip(obstacle) }
            guard file.version <= UnifiedFile.newestVersion else {
                throw Skip("version \(file.version) of the format is not supported")
            }
            var reports: [TestReport] = []
            for test in file.tests {
                reports.append(
                    TestReport(name: test.description, verdict: await verdict(test, of: file)))
            }
            return FileReport(path: path, tests: reports)
        } catch {
            return FileReport(path: path, verdict: Verdict(error))
        }
    }

    private func verdict(_ test: UnifiedTest, of file: UnifiedFile) async -> Verdict {
        let reason =
            test.skipReason
            ?? deployment.obstacle(test.requirements)
            ?? test.limitation
        if let reason { return .skipped(reason) }
        let context = TestContext(deployment: deployment, address: address, observer: observer)
        let run = TestRun(test: test, file: file, context: context)
        let result = await Self.verdict(run)
        await context.failPoints.clear()
        farewells.close(await context.entities.close())
        await abortTransactions()
        return result
    }

    /// How long a test may take: one that waits for ever would stop all that follow.
    private static let patience: Duration = .seconds(60)

    private static func verdict(_ run: TestRun) async -> Verdict {
        do {
            try await withThrowingTaskGroup { group in
                group.addTask { try await run.execute() }
                group.addTask {
                    try await Task.sleep(for: patience)
                    throw Failure("it was not over after \(patience)")
                }
                try await group.next()
                group.cancelAll()
            }
            return .passed
        } catch {
            return Verdict(error)
        }
    }

    /// Ends transactions that a test has left open, whose locks would make the next one
    /// wait.
    func abortTransactions() async {
        _ = try? await observer.database("admin").run(["killAllSessions": []])
    }
}

extension UnifiedTest {
    /// Why the test cannot run, before anything of it is tried.
    fileprivate var limitation: String? {
        events.lazy.compactMap { Limitation.event($0.kind).reason }.first
    }
}

extension Verdict {
    /// What an error says of the test that it ended.
    init(_ error: any Error) {
        self = if let skip = error as? Skip { .skipped(skip.reason) } else { .failed("\(error)") }
    }
}
