public import NIOCore

/// A part of a memory cache, that one lock guards: W-TinyLFU over SIEVE.
///
/// A new entry waits in a small window. What leaves it takes the place of the one that SIEVE
/// would drop from the main queue, if it was asked for more often than that one. So a crawler
/// that reads every page once cannot push out what people read, and a hit moves nothing: it
/// sets a bit and counts.
@usableFromInline
struct MemoryShard<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    @usableFromInline
    struct Node: Sendable {
        @usableFromInline let key: HashedKey<Key>
        @usableFromInline var entry: MemoryCacheEntry<Value>
        @usableFromInline var isInWindow = true
        @usableFromInline var isVisited = false

        @inlinable
        init(key: HashedKey<Key>, entry: MemoryCacheEntry<Value>) {
            self.key = key
            self.entry = entry
        }
    }

    @usableFromInline var slots: [HashedKey<Key>: Int32] = [:]
    @usableFromInline var nodes: [Node?] = []
    @usableFromInline var links: [SlotQueue.Links] = []
    @usableFromInline var free: [Int32] = []
    @usableFromInline var window = SlotQueue()
    @usableFromInline var main = SlotQueue()
    /// Where SIEVE looks next; a negative number is the oldest.
    @usableFromInline var hand: Int32 = -1
    @usableFromInline var sketch = FrequencySketch(words: 64)
    @usableFromInline var counts = MemoryCacheStatistics()

    @usableFromInline let windowCapacity: Int
    @usableFromInline let mainCapacity: Int
    @usableFromInline let onEviction: (@Sendable (Key, Value) -> Void)?

    @inlinable
    init(capacity: Int, onEviction: (@Sendable (Key, Value) -> Void)?) {
        self.onEviction = onEviction
        windowCapacity = capacity / 100
        mainCapacity = capacity - windowCapacity
    }

    /// What an entry needs beyond what its key and value keep on the heap: its place in four
    /// tables, each of which may be half empty after it has grown.
    @inlinable
    static var overhead: Int {
        let place = MemoryLayout<HashedKey<Key>>.stride + MemoryLayout<Int32>.stride
        let node = MemoryLayout<Node?>.stride + MemoryLayout<SlotQueue.Links>.stride
        return 2 * (place + node + MemoryLayout<UInt64>.stride)
    }

    @inlinable
    var statistics: MemoryCacheStatistics {
        var statistics = counts
        statistics.entries = slots.count
        statistics.bytes = window.bytes + main.bytes
        return statistics
    }

    /// What the entries cost together, counted one by one.
    @inlinable
    var recount: Int {
        slots.values.reduce(0) { $0 + cost(of: $1) }
    }

    /// Looks a key up and counts that it was asked for.
    @inlinable
    mutating func entry(
        _ key: HashedKey<Key>, now: () -> NIODeadline
    ) -> MemoryCacheEntry<Value>? {
        sketch.record(key.hash)
        guard let slot = live(key, now: now), let entry = nodes[Int(slot)]?.entry else {
            counts.misses += 1
            return nil
        }
        if nodes[Int(slot)]?.isVisited == false { nodes[Int(slot)]?.isVisited = true }
        counts.hits += 1
        return entry
    }

    /// Replaces an entry, in place if there is one; too large a one only removes it.
    @inlinable
    mutating func store(
        _ entry: MemoryCacheEntry<Value>?, for key: HashedKey<Key>, now: () -> NIODeadline
    ) -> Bool {
        let slot = slots[key]
        guard let entry, entry.cost <= mainCapacity - Self.overhead else {
            if let slot { remove(slot) }
            if entry != nil { counts.refusals += 1 }
            return false
        }
        if let slot { replace(slot, with: entry) } else { insert(entry, for: key) }
        makeRoom(now: now)
        return true
    }

    /// The entry as it is, uncounted.
    @inlinable
    mutating func peek(
        _ key: HashedKey<Key>, now: () -> NIODeadline
    ) -> MemoryCacheEntry<Value>? {
        live(key, now: now).flatMap { nodes[Int($0)]?.entry }
    }

    @inlinable
    mutating func removeAll() {
        slots = [:]
        (nodes, links, free) = ([], [], [])
        (window, main, hand) = (SlotQueue(), SlotQueue(), -1)
    }
}

extension MemoryShard {
    /// The slot of a key, unless its time is over: then it is removed.
    @inlinable
    mutating func live(_ key: HashedKey<Key>, now: () -> NIODeadline) -> Int32? {
        guard let slot = slots[key] else { return nil }
        guard isOver(slot, now: now) else { return slot }
        remove(slot)
        counts.expirations += 1
        return nil
    }

    @inlinable
    func isOver(_ slot: Int32, now: () -> NIODeadline) -> Bool {
        guard let expires = nodes[Int(slot)]?.entry.expires else { return false }
        return expires <= now()
    }

    @inlinable
    func cost(of slot: Int32) -> Int {
        Self.overhead + (nodes[Int(slot)]?.entry.cost ?? 0)
    }

    @inlinable
    mutating func insert(_ entry: MemoryCacheEntry<Value>, for key: HashedKey<Key>) {
        let node = Node(key: key, entry: entry)
        let slot: Int32
        if let vacant = free.popLast() {
            slot = vacant
            nodes[Int(slot)] = node
        } else {
            slot = Int32(nodes.count)
            nodes.append(node)
            links.append(SlotQueue.Links())
            sketch.grow(toHold: nodes.count)
        }
        slots[key] = slot
        window.append(slot, cost: cost(of: slot), in: &links)
    }

    @inlinable
    mutating func replace(_ slot: Int32, with entry: MemoryCacheEntry<Value>) {
        let before = cost(of: slot)
        nodes[Int(slot)]?.entry = entry
        let difference = cost(of: slot) - before
        if nodes[Int(slot)]?.isInWindow == true {
            window.bytes += difference
        } else {
            main.bytes += difference
        }
    }

    @inlinable
    mutating func remove(_ slot: Int32) {
        guard let node = nodes[Int(slot)] else { return }
        unlink(slot, isInWindow: node.isInWindow)
        slots[node.key] = nil
        nodes[Int(slot)] = nil
        free.append(slot)
    }

    @inlinable
    mutating func unlink(_ slot: Int32, isInWindow: Bool) {
        if isInWindow {
            window.remove(slot, cost: cost(of: slot), in: &links)
        } else {
            if hand == slot { hand = links[Int(slot)].newer }
            main.remove(slot, cost: cost(of: slot), in: &links)
        }
    }

    /// Keeps both queues within their bounds.
    @inlinable
    mutating func makeRoom(now: () -> NIODeadline) {
        while window.bytes > windowCapacity {
            let slot = window.oldest
            guard !isOver(slot, now: now) else {
                remove(slot)
                counts.expirations += 1
                continue
            }
            admit(slot, now: now)
        }
        while main.bytes > mainCapacity { drop(victim(now: now)) }
    }

    /// Lets an entry into the main queue if it is wanted more than those that would have to
    /// go for it, and drops it otherwise.
    @inlinable
    mutating func admit(_ candidate: Int32, now: () -> NIODeadline) {
        let wanted = frequency(of: candidate)
        while main.bytes + cost(of: candidate) > mainCapacity {
            let victim = victim(now: now)
            guard isOver(victim, now: now) || wanted > frequency(of: victim) else {
                return drop(candidate)
            }
            drop(victim)
        }
        unlink(candidate, isInWindow: true)
        nodes[Int(candidate)]?.isInWindow = false
        nodes[Int(candidate)]?.isVisited = false
        main.append(candidate, cost: cost(of: candidate), in: &links)
    }

    @inlinable
    func frequency(of slot: Int32) -> UInt64 {
        nodes[Int(slot)].map { sketch.estimate($0.key.hash) } ?? 0
    }

    /// The entry of the main queue that SIEVE drops next: from the oldest on, the first that
    /// nobody has asked for since the hand last passed.
    @inlinable
    mutating func victim(now: () -> NIODeadline) -> Int32 {
        if hand < 0 { hand = main.oldest }
        while nodes[Int(hand)]?.isVisited == true, !isOver(hand, now: now) {
            nodes[Int(hand)]?.isVisited = false
            hand = links[Int(hand)].newer
            if hand < 0 { hand = main.oldest }
        }
        return hand
    }

    @inlinable
    mutating func drop(_ slot: Int32) {
        if let onEviction, let node = nodes[Int(slot)] {
            onEviction(node.key.key, node.entry.value)
        }
        remove(slot)
        counts.evictions += 1
    }
}
