import Synchronization

import struct FoundationEssentials.Date

/// Makes identifiers that no other process makes, and none twice.
///
/// The random is drawn once for the process; the counter starts at random and
/// wraps after sixteen million identifiers, which no process makes in a second.
struct ObjectIDGenerator: ~Copyable, Sendable {
    static let shared = ObjectIDGenerator()

    private let random = UInt64.random(in: 0..<1 << 40)
    private let counter = Atomic(UInt32.random(in: 0..<1 << 24))

    func next() -> ObjectID {
        let seconds = UInt64(UInt32(truncatingIfNeeded: Int(Date.now.timeIntervalSince1970)))
        let count = counter.wrappingAdd(1, ordering: .relaxed).newValue & 0xFF_FFFF
        return ObjectID(
            high: seconds << 32 | random >> 8,
            low: UInt32(truncatingIfNeeded: random & 0xFF) << 24 | count)
    }
}
