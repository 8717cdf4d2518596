/// A queue of slots from the oldest to the newest, linked through a table that all queues
/// of a shard share.
@usableFromInline
struct SlotQueue: Sendable {
    /// The neighbours of a slot; a negative number is none.
    @usableFromInline
    struct Links: Sendable {
        @usableFromInline var older: Int32 = -1
        @usableFromInline var newer: Int32 = -1

        @usableFromInline
        init(older: Int32 = -1, newer: Int32 = -1) {
            self.older = older
            self.newer = newer
        }
    }

    @usableFromInline private(set) var oldest: Int32 = -1
    @usableFromInline private(set) var newest: Int32 = -1
    /// What the entries in the queue cost together.
    @usableFromInline var bytes = 0

    @usableFromInline
    init() {}

    @usableFromInline
    mutating func append(_ slot: Int32, cost: Int, in links: inout [Links]) {
        links[Int(slot)] = Links(older: newest, newer: -1)
        if newest >= 0 { links[Int(newest)].newer = slot } else { oldest = slot }
        newest = slot
        bytes += cost
    }

    @usableFromInline
    mutating func remove(_ slot: Int32, cost: Int, in links: inout [Links]) {
        let (older, newer) = (links[Int(slot)].older, links[Int(slot)].newer)
        if older >= 0 { links[Int(older)].newer = newer } else { oldest = newer }
        if newer >= 0 { links[Int(newer)].older = older } else { newest = older }
        bytes -= cost
    }
}
