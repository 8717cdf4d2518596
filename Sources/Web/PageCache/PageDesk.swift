import HTTPTypes
import NIOCore
import RenderCache

/// Where the requests of one site find its kept pages, and have missing ones made once.
final class PageDesk: Sendable {
    typealias Render = @Sendable (PageRequest) async -> PageRendering

    // How long an old page is shown before a new one is tried for again, for how long if
    // that takes its time, and how long it is known that a page cannot be kept.
    private static let stopgapPause = TimeAmount.seconds(1)
    private static let stopgapTime = TimeAmount.seconds(60)
    private static let ownTime = Duration.seconds(10)

    let cache: PageCache
    /// Whether any page can be had in several languages.
    let usesLanguages: Bool
    /// The name of the cookie whose owners are not served here.
    let sessionCookie: [UInt8]
    private let route: @Sendable (String) -> (pattern: String, rule: PageRule)?
    private let common: CommonFields
    private let render: Render

    init(
        _ cache: PageCache, sessionCookie: String, usesLanguages: Bool,
        route: @escaping @Sendable (String) -> (String, PageRule)?,
        common: CommonFields, render: @escaping Render
    ) {
        self.cache = cache
        self.usesLanguages = usesLanguages
        self.sessionCookie = Array(sessionCookie.utf8)
        self.route = route
        self.common = common
        self.render = render
    }

    /// The rule of the pages at a path, if they may be kept.
    func rule(at path: String) -> PageRule? { route(path)?.rule }

    /// A page that may be shown now.
    ///
    /// One whose time is over has a new one made meanwhile.
    func readyPage(_ key: PageKey, now: NIODeadline) -> ReadyPage? {
        guard case .page(let page) = cache.table.get(key), now < page.staleUntil else {
            return nil
        }
        switch page.verdict(cache.feed, now: now) {
        case .current: break
        case .unknown where page.isUnjudged: break
        case .unknown, .outdated: return nil
        }
        if now >= page.freshUntil { renew(page) }
        return page
    }

    /// The page for a request, made if need be; `nil` if it cannot be kept.
    ///
    /// - Throws: what making it throws.
    func page(for request: PageRequest) async throws -> ReadyPage? {
        if let page = readyPage(request.key, now: .now()) { return page }
        switch cache.table.get(request.key) {
        case .own: return nil
        case .page(let old): return try await make(request, orShow: old)
        case nil: return try await make(request, orShow: nil)
        }
    }

    private func renew(_ page: ReadyPage) {
        guard page.beginRenewal() else { return }
        Task {
            defer { page.endRenewal() }
            _ = try? await make(page.request, orShow: page)
        }
    }

    /// Gets a page from the shared cache, which has it made if need be: once, for however
    /// many ask.
    private func make(_ request: PageRequest, orShow old: ReadyPage?) async throws -> ReadyPage? {
        do {
            let entry = try await cache.cache.entry(
                "page", [request.key.text], freshFor: request.rule.freshFor
            ) { recorder in
                try await self.storedPage(for: request, recorder)
            }
            guard let stored = entry.value else {
                cache.table.set(
                    request.key, .own, cost: 256 + request.key.bytes.count, lifetime: Self.ownTime)
                return nil
            }
            let stamp = Stamp(rawValue: entry.evidence.first ?? 0)
            let page = readyPage(
                stored, request, tags: entry.tags, stamp: stamp, freshFor: entry.freshFor,
                isStopgap: entry.outcome == .stale)
            // One that was made without the log must not take the place of one that can be
            // shown when the database is away.
            if !entry.evidence.isEmpty {
                keep(page)
            } else if let old, old.isUnjudged {
                // It was shown for want of this one.
                cache.table.delete(request.key)
            }
            return page
        } catch let failure as PageFailure {
            let now = NIODeadline.now()
            guard let old, old.verdict(cache.feed, now: now) != .outdated, now < old.staleUntil
            else {
                throw failure.cause
            }
            return old
        } catch  where !(error is CancellationError) {
            // What is gone is gone, whatever is still kept of it.
            cache.table.delete(request.key)
            throw error
        }
    }

    /// Has a page made; `nil` if it cannot be kept.
    private func storedPage(
        for request: PageRequest, _ recorder: CacheRecorder
    ) async throws -> StoredPage? {
        switch await render(request) {
        case .page(let page, let tags):
            recorder.tag(tags)
            return page
        case .own: return nil
        case .failed(let error, isOurs: true): throw PageFailure(cause: error)
        case .failed(let error, isOurs: false):
            // Else the cache would show the old page, as it does for any failure.
            recorder.retire()
            throw error
        }
    }

    private func keep(_ page: ReadyPage) {
        cache.table.set(
            page.request.key, .page(page), cost: page.byteCount,
            lifetime: Duration(page.staleUntil - .now()))
    }

    private func readyPage(
        _ stored: StoredPage, _ request: PageRequest, tags: [String], stamp: Stamp,
        freshFor: Duration, isStopgap: Bool
    ) -> ReadyPage {
        let now = NIODeadline.now()
        var freshUntil = now + (isStopgap ? Self.stopgapPause : TimeAmount(freshFor))
        var staleUntil = freshUntil + Self.stopgapTime
        if cache.feed == nil {
            freshUntil = min(freshUntil, now + .seconds(1))
            staleUntil = freshUntil
        }
        return ReadyPage(
            stored, for: request, route: route(request.head.path ?? "")?.pattern, tags: tags,
            stamp: stamp, freshUntil: freshUntil, staleUntil: staleUntil, isStopgap: isStopgap,
            isUnjudged: isStopgap && cache.feed?.isSuspended ?? false,
            tallies: cache.cache.meter.tallies(function: "page", tags: tags), common: common)
    }
}
