import NIOCore
import RenderCache

/// The page that a connection has asked for last, which is often the one that it asks for
/// next: found without the table of all pages.
struct RecentPage {
    // The table counts what is asked for, to know what to keep: it hears of one in so many.
    private static let mostUses = 16

    // What has left the table is not kept for a connection's sake.
    private weak var page: ReadyPage?
    private var target: [UInt8] = []
    private var uses = 0

    /// The page, if this is its address and nothing has happened to it.
    mutating func page(_ target: Span<UInt8>, _ cache: PageCache, now: NIODeadline) -> ReadyPage? {
        guard uses < Self.mostUses, target.holds(self.target), let page,
            now < page.freshUntil, page.verdict(cache.feed, now: now) == .current
        else { return nil }
        uses += 1
        return page
    }

    /// Remembers a page of the table.
    mutating func remember(_ page: ReadyPage, _ target: Span<UInt8>) {
        uses = 0
        if self.page !== page { self.page = page }
        if !target.holds(self.target) { self.target = target.array(target.indices) }
    }
}
