import BSON
import FoundationEssentials
import Glibc
import Logging
import MongoClient

/// Runs the specification tests of MongoDB's drivers that lie in a folder.
///
///     MONGODB_URI=mongodb://127.0.0.1:27017/?replicaSet=rs0 spec-runner FOLDER
///
/// It prints a line for each file and a total, and ends with 1 if a test failed. The
/// deployment must allow fail points (`enableTestCommands`). Without `MONGODB_URI`, in
/// the folder of this package, it runs on a mongod of its own.
@main
enum SpecRunner {
    static func main() async {
        if address == nil { startBesideServer() }
        do {
            let paths = CommandLine.arguments.dropFirst()
            guard !paths.isEmpty else { throw Failure("usage: spec-runner FOLDER…") }
            let isSuccess = try await run(paths.flatMap(SpecFile.all))
            exit(isSuccess ? 0 : 1)
        } catch {
            print("spec-runner: \(error)")
            exit(2)
        }
    }

    private static var address: String? { ProcessInfo.processInfo.environment["MONGODB_URI"] }

    /// Starts this program anew under the script that gives it a server.
    ///
    /// It returns if the script is not there.
    private static func startBesideServer() {
        let script = "scripts/with-mongod.sh"
        let words = [script] + CommandLine.arguments
        // The program that takes over reads the words, and nobody frees them.
        var arguments = unsafe words.map { word in unsafe strdup(word) } + [nil]
        unsafe execv(script, &arguments)
    }

    private static func run(_ files: [SpecFile]) async throws -> Bool {
        guard !files.isEmpty else { throw Failure("there is no .json file") }
        LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
        let runner = try await FileRunner(address)
        var total = Total()
        for file in files {
            let report = await runner.run(file)
            total.add(report)
            print(report)
            // A file can take a while, and whoever reads through a pipe wants to see it.
            fflush(nil)
        }
        await runner.close()
        print(total)
        return total.isSuccess
    }
}
