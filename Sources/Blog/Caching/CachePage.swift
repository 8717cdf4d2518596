import RenderCache
import Templates
import Web

/// What the cache has done, and the forms that clear it.
@TemplateData
struct CachePage: PageContent {
    /// What became of the questions for pages that carry one kind of tag.
    @TemplateData
    struct Kind {
        let name: String
        @NotShown let counts: CacheCounts
        var hits: Int { counts.hits }
        var misses: Int { counts.misses }
        var stale: Int { counts.stale }
        var waits: Int { counts.waits }
        var evictions: Int { counts.evictions }
        var served: String { ByteCount.text(counts.bytesServed) }
    }

    let kinds: [Kind]
    let isFollowed: Bool
    var tag = ""
    var tagProblem: String?

    @NotShown let total: CacheCounts
    var calls: Int { total.calls }
    var share: String? { total.hitRatio.map { "\(Int(100 * $0)) %" } }

    @NotShown let usage: CacheUsage?
    var held: String { ByteCount.text(usage?.bytes ?? 0) }
    var room: String? {
        let limit = usage?.limit.map { "\(ByteCount.text($0)) at most" }
        let parts = [usage?.entries.map(Self.pages), limit].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
    var hasUsage: Bool { usage != nil }

    @NotShown let readyPages: MemoryCacheStatistics?
    var isKeeping: Bool { readyPages != nil }
    var ready: String { Self.pages(readyPages?.entries ?? 0) }
    var readyBytes: String { ByteCount.text(readyPages?.bytes ?? 0) }

    private static func pages(_ count: Int) -> String {
        count == 1 ? "1 page" : "\(count) pages"
    }

    var cacheURL: String { Address.cache() }

    static let hasForm = true

    /// The page of what a cache tells of itself; one that follows no log keeps nothing.
    init(_ statistics: CacheStatistics, ready: MemoryCacheStatistics?, isFollowed: Bool) {
        kinds = statistics.tags.sorted { $0.key < $1.key }.map { Kind(name: $0, counts: $1) }
        total = statistics.total
        usage = statistics.usage
        readyPages = ready
        self.isFollowed = isFollowed
    }
}
