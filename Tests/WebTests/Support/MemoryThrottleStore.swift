import FoundationEssentials
import Web

/// What was tried, in memory.
actor MemoryThrottleStore: ThrottleStore {
    private(set) var freeAt: [String: Date] = [:]

    func charge(
        _ name: String, interval: TimeInterval, unlessFreeAfter latest: Date, now: Date
    ) -> Date {
        let before = max(freeAt[name] ?? now, now)
        if before <= latest { freeAt[name] = before + interval }
        return before
    }

    func refund(_ name: String, interval: TimeInterval) {
        freeAt[name]? -= interval
    }

    func forget(_ name: String) {
        freeAt[name] = nil
    }
}
