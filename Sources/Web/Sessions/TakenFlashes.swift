/// The messages that one request has taken to show.
struct TakenFlashes: Sendable {
    private var flashes: [Flash] = []
    private var unreturned: [Flash] = []
    private var hasAskedForAll = false
    private var askedFor: Set<FlashCategory> = []

    /// Whether they are to be shown again on the next page.
    var areKept = false

    /// Whether messages of some categories, or any, have yet to be asked for.
    func lack(_ categories: Set<FlashCategory>?) -> Bool {
        guard !hasAskedForAll else { return false }
        return categories.map { !$0.isSubset(of: askedFor) } ?? true
    }

    /// Remembers what has been asked for.
    mutating func note(_ categories: Set<FlashCategory>?) {
        if let categories { askedFor.formUnion(categories) } else { hasAskedForAll = true }
    }

    /// Has everything asked for again, because another message has come.
    mutating func forgetAsking() {
        hasAskedForAll = false
        askedFor = []
    }

    mutating func add(_ taken: [Flash]) {
        // What is kept was put back, and so has been taken once more.
        if areKept { flashes.removeAll { taken.contains($0) } }
        flashes += taken
        unreturned += taken
    }

    func flashes(of categories: Set<FlashCategory>?) -> [Flash] {
        flashes.filter { $0.isOne(of: categories) }
    }

    /// Returns what is to be put back, once.
    mutating func returned() -> [Flash] {
        defer { unreturned = [] }
        return unreturned
    }
}

extension Flash {
    /// Whether it is of one of these categories; `nil` stands for all.
    func isOne(of categories: Set<FlashCategory>?) -> Bool {
        categories?.contains(category) ?? true
    }
}
