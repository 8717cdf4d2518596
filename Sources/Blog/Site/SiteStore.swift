import DocumentMapper
import MongoClient
import RenderCache
import Synchronization

/// Keeps the site's settings, and knows whether the site is set up.
final class SiteStore: Sendable {
    private struct Memory {
        var settings: SiteSettings?
        var hasOwner = false
    }

    private let documents: Documents<SiteSettings>
    private let users: Documents<User>
    private let remembered: Remembered<SiteSettings.ID, SiteSettings>
    private let memory = Mutex(Memory())

    init(
        documents: Documents<SiteSettings>, users: Documents<User>, feed: InvalidationFeed
    ) {
        self.documents = documents
        self.users = users
        remembered = Remembered(feed: feed) { _ in .settings }
    }

    /// The site as every page shows it.
    ///
    /// - Throws: `MongoError`.
    func state() async throws -> SiteState {
        let id = SiteSettings.siteID
        let settings = try await remembered.values(for: [id]) { _ in
            let settings = try await documents.find(id: id) ?? SiteSettings()
            memory.withLock { $0.settings = settings }
            return [id: settings]
        }[id]
        return SiteState(settings: settings ?? SiteSettings(), needsSetup: try await needsSetup())
    }

    /// The site as last read, for pages that must not ask the database.
    var lastKnown: SiteState {
        memory.withLock { SiteState(settings: $0.settings ?? SiteSettings(), needsSetup: false) }
    }

    /// Whether nobody owns the site yet.
    ///
    /// An owner never goes away, so the question is asked until there is one.
    ///
    /// - Throws: `MongoError`.
    func needsSetup() async throws -> Bool {
        if memory.withLock(\.hasOwner) { return false }
        let hasOwner = try await users.find { $0.ownsSite == true }.first() != nil
        memory.withLock { $0.hasOwner = hasOwner }
        return !hasOwner
    }

    /// Stores the name of the site.
    ///
    /// - Throws: `MongoError`.
    func name(_ title: String) async throws {
        defer { remembered.forget(SiteSettings.siteID) }
        if try await documents.update(SiteSettings.siteID, { $0.title.set(title) }) { return }
        do {
            try await documents.insert(SiteSettings(title: title))
        } catch MongoError.Code.duplicateKey {
            // Someone else names the site at this moment.
        }
    }
}
