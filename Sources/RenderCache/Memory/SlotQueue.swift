/// A queue of slots from the oldest to the newest, linked through a table that all queues
/// of a shard share.
struct SlotQueue: Sendable {
    /// The neighbours of a slot; a negative number is none.
    struct Links: Sendable {
        var older: Int32 = -1
        var newer: Int32 = -1
    }

    private(set) var oldest: Int32 = -1
    private(set) var newest: Int32 = -1
    /// What the entries in the queue cost together.
    var bytes = 0

    mutating func append(_ slot: Int32, cost: Int, in links: inout [Links]) {
        links[Int(slot)] = Links(older: newest, newer: -1)
        if newest >= 0 { links[Int(newest)].newer = slot } else { oldest = slot }
        newest = slot
        bytes += cost
    }

    mutating func remove(_ slot: Int32, cost: Int, in links: inout [Links]) {
        let (older, newer) = (links[Int(slot)].older, links[Int(slot)].newer)
        if older >= 0 { links[Int(older)].newer = newer } else { oldest = newer }
        if newer >= 0 { links[Int(newer)].older = older } else { newest = older }
        bytes -= cost
    }
}
