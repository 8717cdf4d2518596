import Foundation
import RenderCache

/// Uses a cache in a file, as one of several processes, and says what it did.
///
///     cache-worker FILE write MILLISECONDS   stores values until it is killed after that time
///     cache-worker FILE claim COUNT          claims that many keys
///     cache-worker FILE count COUNT          adds to a counter so often
///     cache-worker FILE fill KIBIBYTES       stores values until files may not grow any more
@main
struct CacheWorker {
    let store: SQLiteStore

    static func main() async throws {
        let arguments = CommandLine.arguments
        let number = Int(arguments[3]) ?? 0
        let worker = CacheWorker(store: try SQLiteStore(path: arguments[1]))
        switch arguments[2] {
        case "write":
            let end = DispatchTime.now() + .milliseconds(number)
            DispatchQueue.global().asyncAfter(deadline: end) { kill(getpid(), SIGKILL) }
            while true { await worker.write() }
        case "claim": await worker.claim(number)
        case "count":
            for _ in 0..<number {
                _ = await worker.store.increment(CacheKey("count"), by: 1, timeout: .zero)
            }
        default: await worker.fill(kibibytes: number)
        }
    }

    /// Says what it begins to store, and what is stored.
    private func write() async {
        let (key, number) = (Int.random(in: 0..<200), Int.random(in: 0..<1_000_000))
        say("begin \(key) \(number)")
        let bytes = WorkerValue.bytes(number)
        guard await store.set(CacheKey("\(key)"), bytes, timeout: .zero) else { return }
        say("stored \(key) \(number)")
    }

    private func claim(_ count: Int) async {
        for key in 0..<count {
            let claim = await store.claim(
                CacheKey("\(key)"), lifetime: .seconds(1_000), refreshBelow: nil)
            if case .won = claim { say("\(key)") }
        }
    }

    /// Lets no file grow beyond a size, as a full disk would, and says how a store takes it.
    private func fill(kibibytes: Int) async {
        let limit = rlim_t(kibibytes << 10)
        var limits = rlimit(rlim_cur: limit, rlim_max: limit)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
        signal(SIGXFSZ, SIG_IGN)
        var (stored, refused) = (0, 0)
        for key in 0..<200 {
            let isStored = await store.set(
                CacheKey("\(key)"), WorkerValue.bytes(key), timeout: .zero)
            if isStored { stored += 1 } else { refused += 1 }
        }
        let found = await store.getMany((0..<200).map { CacheKey("\($0)") })
        say("stored \(stored > 0) refused \(refused > 0) found \(!found.isEmpty)")
    }

    private func say(_ line: String) {
        FileHandle.standardOutput.write(Data("\(line)\n".utf8))
    }
}
