import RenderCache
import TestSupport
import Testing

@Suite("The feed beside a model that forgets nothing in time")
struct InvalidationModelTests {
    @Test(arguments: UInt64(1)...40)
    func `answers as the model does, whatever happens in whatever order`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let start = Stamp(rawValue: UInt64.random(in: 0...5, using: &random))
        let capacity = Int.random(in: 1...6, using: &random)
        let feed = InvalidationFeed(at: start, capacity: capacity)
        var model = Model(start: start, capacity: capacity)

        for _ in 0..<400 {
            let stamp = model.place(using: &random)
            let tags = Model.tags(upTo: 3, using: &random)
            switch Int.random(in: 0..<100, using: &random) {
            case 0..<60:
                feed.invalidate(tags, at: stamp)
                model.invalidate(tags, at: stamp)
            case 60..<85:
                feed.advance(to: stamp)
                model.position = max(model.position, stamp)
            case 85..<90:
                feed.flush(at: stamp)
                model.flush(at: stamp)
            case 90..<95:
                feed.suspend()
                model.isSuspended = true
            default:
                feed.resume()
                model.isSuspended = false
            }
            let asked = model.place(using: &random)
            let shown = Model.tags(upTo: 3, using: &random)
            let verdict = feed.verdict(of: asked, tags: shown)

            #expect(feed.floor == model.floor && feed.position == model.position)
            #expect(verdict == model.verdict(of: asked, tags: shown))
            #expect(verdict == .outdated || !model.hasChanged(since: asked, tags: shown))
        }
    }
}

/// Does slowly and plainly what the feed does.
private struct Model {
    var position: Stamp
    var floor: Stamp
    var isSuspended = false
    let capacity: Int
    private var kept: [String: Stamp] = [:]
    private var history: [(tag: String, stamp: Stamp)] = []

    init(start: Stamp, capacity: Int) {
        position = start
        floor = start
        self.capacity = capacity
    }

    static func tags(upTo count: Int, using random: inout SeededGenerator) -> [String] {
        (0..<Int.random(in: 0...count, using: &random)).map { _ in
            "tag:\(Int.random(in: 0..<9, using: &random))"
        }
    }

    /// A place about where the log is.
    func place(using random: inout SeededGenerator) -> Stamp {
        let earliest = position.rawValue < 4 ? 0 : position.rawValue - 4
        return Stamp(
            rawValue: UInt64.random(in: earliest...position.rawValue + 3, using: &random))
    }

    mutating func invalidate(_ tags: [String], at stamp: Stamp) {
        position = max(position, stamp)
        for tag in tags {
            history.append((tag, stamp))
            kept[tag] = max(kept[tag] ?? .zero, stamp)
        }
        kept = kept.filter { $0.value > floor }
        while kept.count > capacity, let oldest = kept.values.min() {
            floor = oldest
            kept = kept.filter { $0.value > oldest }
        }
    }

    mutating func flush(at stamp: Stamp) {
        floor = max(floor, stamp < position ? Stamp(rawValue: position.rawValue + 1) : stamp)
        position = max(position, stamp)
        kept = kept.filter { $0.value > floor }
    }

    func verdict(of stamp: Stamp, tags: [String]) -> Verdict {
        if stamp < floor || tags.contains(where: { (kept[$0] ?? .zero) > stamp }) {
            return .outdated
        }
        return isSuspended ? .unknown : .current
    }

    /// Whether one of the tags has ever changed after the stamp.
    func hasChanged(since stamp: Stamp, tags: [String]) -> Bool {
        history.contains { tags.contains($0.tag) && $0.stamp > stamp }
    }
}
