import RenderCache
import Templates
import Web

/// What the cache has done, and the forms that clear it.
struct CachePage: PageContent {
    /// What became of the questions for pages that carry one kind of tag.
    struct Kind: TemplateData {
        let name: String
        let counts: CacheCounts

        static let fields: TemplateFields<Kind> = [
            "name": .text { $0.name },
            "hits": .number { $0.counts.hits },
            "misses": .number { $0.counts.misses },
            "stale": .number { $0.counts.stale },
            "waits": .number { $0.counts.waits },
            "evictions": .number { $0.counts.evictions },
            "served": .text { ByteCount.text($0.counts.bytesServed) },
        ]
    }

    let kinds: [Kind]
    let total: CacheCounts
    let usage: CacheUsage?
    let isFollowed: Bool
    var tag = ""
    var problem: String?

    init(_ statistics: CacheStatistics, isFollowed: Bool) {
        kinds = statistics.tags.sorted { $0.key < $1.key }.map { Kind(name: $0, counts: $1) }
        total = statistics.total
        usage = statistics.usage
        self.isFollowed = isFollowed
    }

    static let hasForm = true

    static let fields: TemplateFields<CachePage> = [
        "kinds": .list { $0.kinds },
        "share": .optionalText { page in
            page.total.hitRatio.map { "\(Int(100 * $0)) %" }
        },
        "calls": .number { $0.total.calls },
        "entries": .optionalText { page in page.usage.map { "\($0.entries)" } },
        "held": .text { page in ByteCount.text(page.usage?.bytes ?? 0) },
        "limit": .optionalText { page in page.usage?.limit.map(ByteCount.text) },
        "isFollowed": .flag { $0.isFollowed },
        "cacheURL": .text { _ in Address.cache() },
        "tag": .text { $0.tag },
        "tagProblem": .optionalText { $0.problem },
    ]
}
