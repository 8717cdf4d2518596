import Measuring
import NIOCore
import RenderCache

/// The memory cache as an event loop uses it: no tasks, no store.
struct CacheWorkload {
    let count: Int
    private let cache = MemoryCache<String, ByteBuffer>(capacity: 64 << 20)
    private let keys = (0..<2_000).map { "post/\($0)" }

    init(count: Int) {
        self.count = count
    }

    func run() async throws {
        print("set, 1 thread ", await measure(threads: 1, set))
        print("get, 1 thread ", await measure(threads: 1, get))
        print("get, 2 threads", await measure(threads: 2, get))
        print("set, 2 threads", await measure(threads: 2, set))
        let statistics = cache.statistics
        try WorkloadError.check(statistics.misses == 0, "\(statistics.misses) were missed")
    }

    private func set(_ number: Int) {
        cache.set(
            keys[number % keys.count], StoreWorkload.value, cost: 16_384, lifetime: .seconds(60))
    }

    private func get(_ number: Int) {
        _ = cache.get(keys[number &* 7_919 % keys.count])
    }

    /// Two tasks that never wait are two threads.
    private func measure(
        threads: Int, _ work: @escaping @Sendable (Int) -> Void
    ) async -> Measurement {
        await Measurement.of {
            await withTaskGroup { group in
                for _ in 0..<threads {
                    group.addTask { for number in 0..<count { work(number) } }
                }
            }
            return count * threads
        }
    }
}
