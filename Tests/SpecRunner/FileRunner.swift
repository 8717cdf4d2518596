import BSON
import BSONCorpus
import MongoClient

/// Runs files, each in its format.
struct FileRunner {
    /// Runs what needs a server; `nil` without one.
    private let runner: UnifiedRunner?

    /// Prepares to run files on the deployment of an address.
    ///
    /// - Throws: `MongoError` if it cannot be reached.
    init(_ uri: String?) async throws {
        guard let uri else {
            runner = nil
            return
        }
        let observer = try await MongoClient(uri: uri)
        let runner = UnifiedRunner(
            deployment: try await Deployment(askedThrough: observer), address: Address(uri),
            observer: observer)
        // An earlier run may have been stopped in the middle of one.
        await runner.abortTransactions()
        self.runner = runner
    }

    /// Waits until every connection is closed.
    func close() async {
        await runner?.farewells.wait()
        await runner?.observer.close()
    }

    /// Runs a file.
    func run(_ file: SpecFile) async -> FileReport {
        do {
            switch try file.contents() {
            case .corpus(let corpus): return FileReport(path: file.path, corpus: corpus)
            case .unified(let document):
                guard let runner else {
                    throw Failure("it needs a server, and no MONGODB_URI is set")
                }
                return await runner.run(document, path: file.path)
            }
        } catch {
            return FileReport(path: file.path, verdict: Verdict(error))
        }
    }
}

extension FileReport {
    /// Runs a file of the BSON corpus.
    init(path: String, corpus: CorpusFile) {
        let tests = corpus.run().map { result in
            TestReport(
                name: result.name,
                verdict: result.problems.isEmpty
                    ? .passed : .failed(result.problems.joined(separator: " ")))
        }
        self.init(path: path, tests: tests)
    }
}
