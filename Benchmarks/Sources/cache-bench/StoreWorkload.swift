import Measuring
import NIOCore
import RenderCache

/// A store: one thing after another, and many at once.
struct StoreWorkload {
    static let value = ByteBuffer(repeating: UInt8(ascii: "x"), count: 14_000)

    let store: any CacheStore
    let count: Int
    private let keys = (0..<2_000).map { CacheKey("post", "\($0)") }

    init(store: any CacheStore, count: Int) {
        self.store = store
        self.count = count
    }

    func run() async throws {
        print("set       ", try await measure(tasks: 1, set))
        print("get       ", try await measure(tasks: 1, get))
        print("get, 16   ", try await measure(tasks: 16, get))
        print("set, 16   ", try await measure(tasks: 16, set))
        print("claim     ", try await measure(tasks: 1, claim))
        print("get 20    ", try await measure(tasks: 1, getTwenty))
    }

    private func set(_ number: Int) async -> Bool {
        await store.set(keys[number % keys.count], Self.value, timeout: .seconds(600))
    }

    private func get(_ number: Int) async -> Bool {
        await store.get(keys[number &* 7_919 % keys.count])?.bytes.readableBytes == 14_000
    }

    private func getTwenty(_ number: Int) async -> Bool {
        let start = number &* 7_919 % (keys.count - 20)
        return await store.getMany(Array(keys[start..<start + 20])).count == 20
    }

    private func claim(_ number: Int) async -> Bool {
        let claim = await store.claim(
            keys[number &* 7_919 % keys.count], lifetime: .seconds(10), refreshBelow: .seconds(1))
        if case .found = claim { return true }
        return false
    }

    private func measure(
        tasks: Int, _ work: @escaping @Sendable (Int) async -> Bool
    ) async throws -> Measurement {
        try await Measurement.of {
            let right = await withTaskGroup { group in
                for task in 0..<tasks {
                    group.addTask {
                        var right = 0
                        for number in stride(from: task, to: count, by: tasks)
                        where await work(number) { right += 1 }
                        return right
                    }
                }
                return await group.reduce(0, +)
            }
            try WorkloadError.check(right == count, "\(count - right) of \(count) failed")
            return count
        }
    }
}
