import Foundation
import Logging
import RenderCache

/// Misses the same value from many tasks at once, as one of several processes, and says how
/// many got it.
///
///     memoize-worker STORE LEDGER TASKS START [die]
///
/// STORE is a text such as `sqlite:FILE`. A computation adds a line to LEDGER; all begin at START, in
/// milliseconds since 1970. With `die` the process ends in the midst of the computation.
@main
struct MemoizeWorker {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let (ledger, dies) = (arguments[2], arguments.count > 5)
        var settings = CacheSettings()
        // Much longer than a busy machine needs, but for one whose holder dies.
        settings.claimLifetime = dies ? .seconds(2) : .seconds(120)
        let store = try CacheStores.store(arguments[1], nameSpace: "memoize")
        let cache = Cache(store: store, settings: settings)

        let start = (Double(arguments[4]) ?? 0) / 1000 - Date.now.timeIntervalSince1970
        try await Task.sleep(for: .seconds(max(0, start)))
        let served = try await withThrowingTaskGroup(of: String.self) { group -> Int in
            for _ in 0..<(Int(arguments[3]) ?? 0) {
                group.addTask {
                    try await cache.memoize("page", tags: ["post:1"]) {
                        try note("computed by \(getpid())", in: ledger)
                        if dies { kill(getpid(), SIGKILL) }
                        try await Task.sleep(for: .milliseconds(300))
                        return "page"
                    }
                }
            }
            var served = 0
            for try await page in group where page == "page" { served += 1 }
            return served
        }
        print(served)
    }

    private static func note(_ line: String, in ledger: String) throws {
        let file = unsafe open(ledger, O_WRONLY | O_APPEND | O_CREAT, 0o600)
        guard file >= 0 else { throw CocoaError(.fileWriteUnknown) }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        try handle.write(contentsOf: Data("\(line)\n".utf8))
    }
}
