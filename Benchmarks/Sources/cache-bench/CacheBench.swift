import Foundation
import Measuring
import RenderCache

/// Measures caches with values of 14 KB under keys such as `post/123`.
///
///     cache-bench cache COUNT       the memory cache itself, by one thread and by two
///     cache-bench overhead COUNT    what small entries cost, and what they are said to cost
///     cache-bench STORE COUNT       a store, such as memory, sqlite:FILE or memcached://HOST
@main
enum CacheBench {
    static func main() async {
        do {
            let arguments = CommandLine.arguments
            guard arguments.count == 3, let count = Int(arguments[2]), count > 0 else {
                throw WorkloadError(reason: "write STORE COUNT")
            }
            switch arguments[1] {
            case "cache": try await CacheWorkload(count: count).run()
            case "overhead": try OverheadWorkload(count: count).run()
            default:
                let store = try CacheStores.store(arguments[1], nameSpace: "bench")
                try await StoreWorkload(store: store, count: count).run()
            }
        } catch {
            FileHandle.standardError.write(Data("cache-bench: \(error)\n".utf8))
            exit(1)
        }
    }
}
