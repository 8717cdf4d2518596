import DequeModule

/// The state of an ``InvalidationFeed``: a value without locks.
struct InvalidationTable {
    private struct Change {
        let stamp: Stamp
        let tag: String
    }

    private(set) var position: Stamp
    private(set) var floor: Stamp
    var isSuspended: Bool

    private let capacity: Int
    private var latest: [String: Stamp] = [:]
    // By stamp. A tag that has changed again since leaves its older entries behind, so an
    // entry counts only while `latest` agrees with it.
    private var order: Deque<Change> = []

    init(position: Stamp, isSuspended: Bool, capacity: Int) {
        self.position = position
        floor = position
        self.isSuspended = isSuspended
        self.capacity = capacity
    }

    /// How many tags are kept.
    var count: Int { latest.count }

    func verdict(of stamp: Stamp, tags: [String]) -> Verdict {
        guard stamp >= floor else { return .outdated }
        for tag in tags {
            if let changed = latest[tag], changed > stamp { return .outdated }
        }
        return isSuspended ? .unknown : .current
    }

    mutating func invalidate(
        _ tags: some Sequence<String>, at stamp: Stamp, isWhole: Bool = true
    ) {
        advance(to: isWhole ? stamp : stamp.previous)
        guard stamp > floor else { return }
        for tag in tags {
            if let known = latest[tag], known >= stamp { continue }
            latest[tag] = stamp
            insert(Change(stamp: stamp, tag: tag))
        }
        while latest.count > capacity { dropOldest() }
        if order.count > 2 * capacity { order.removeAll { latest[$0.tag] != $0.stamp } }
    }

    mutating func advance(to position: Stamp) {
        self.position = max(self.position, position)
    }

    mutating func flush(at stamp: Stamp) {
        raiseFloor(to: stamp < position ? position.next : stamp)
        advance(to: stamp)
    }

    private mutating func insert(_ change: Change) {
        // At the end, unless a log tells something again that it told long ago.
        var index = order.endIndex
        while index > order.startIndex, order[index - 1].stamp > change.stamp { index -= 1 }
        order.insert(change, at: index)
    }

    private mutating func dropOldest() {
        while let change = order.first {
            if latest[change.tag] == change.stamp { return raiseFloor(to: change.stamp) }
            order.removeFirst()
        }
    }

    /// Forgets the changes that the floor tells already.
    private mutating func raiseFloor(to stamp: Stamp) {
        floor = max(floor, stamp)
        while let change = order.first, change.stamp <= floor {
            order.removeFirst()
            if latest[change.tag] == change.stamp { latest[change.tag] = nil }
        }
    }
}
