import FoundationEssentials
import HTTPTypes
import Synchronization

/// What is remembered about a visitor from one request to the next.
///
/// Nothing is read before it is asked for and nothing written before there is
/// something to keep: who only reads gets no cookie. A form needs a cookie but no
/// record, so showing one writes nothing to the store.
public actor Session {
    private enum CookieChange {
        case give(lifetime: Int?)
        case remove
    }

    let service: SessionService
    private let headers: HTTPFields
    private let address: String?
    private var token: SessionToken?
    private var record: SessionRecord?
    private var isLoaded: Bool
    private var takenFlashes = TakenFlashes() { didSet { noteChange() } }
    private var cookieChange: CookieChange? { didSet { noteChange() } }
    private nonisolated let hasChanged = Atomic(false)

    /// Whether the visitor sent a cookie that this site signed.
    ///
    /// Knowing costs nothing. Without one there is nobody signed in and no message
    /// waiting, so a page made for everyone will do.
    public nonisolated let hasCookie: Bool

    /// Whether there may be a cookie to set or a message to give back.
    ///
    /// Knowing costs nothing, and for most requests there is neither: asking the session
    /// itself takes the request to another thread.
    nonisolated var isTouched: Bool { hasChanged.load(ordering: .acquiring) }

    init(service: SessionService, headers: HTTPFields, address: String?) {
        self.service = service
        self.address = address
        self.headers = headers
        token = service.cookie.token(in: headers, key: service.cookieKey)
        hasCookie = token != nil
        isLoaded = token == nil
    }

    /// Returns who is signed in, as it was given to `signIn`.
    ///
    /// - Throws: what the store throws.
    public func owner() async throws -> String? {
        try await load()?.owner
    }

    /// Returns a value that was set before.
    ///
    /// - Throws: what the store throws.
    public func value(_ key: String) async throws -> String? {
        try await load()?.values[key]
    }

    /// Remembers a value, or forgets it when `value` is `nil`.
    ///
    /// - Throws: what the store throws.
    public func set(_ key: String, to value: String?) async throws {
        if let existing = try await load() {
            try await service.store.setValue(value, forKey: key, in: existing.id)
            record?.values[key] = value
        } else if let value {
            try await insert(values: [key: value])
        }
    }

    /// Signs a visitor in, under a new token.
    ///
    /// Whoever knew the old token, perhaps because they planted it, knows nothing
    /// of the new one. Waiting messages come along, values do not. Unless the visitor
    /// asked to be remembered, the cookie lasts as long as the browser runs.
    ///
    /// - Throws: what the store throws.
    public func signIn(_ owner: String, isRemembered: Bool = false) async throws {
        try await replace(
            owner: owner, values: [:], isRemembered: isRemembered, createdAt: service.now())
    }

    /// Changes the token and keeps the rest, as after a change of password.
    ///
    /// - Throws: what the store throws.
    public func renew() async throws {
        guard let old = try await load() else { return }
        try await replace(
            owner: old.owner, values: old.values, isRemembered: old.isRemembered,
            createdAt: old.createdAt)
    }

    /// Ends the session in the store and takes the cookie away.
    ///
    /// - Throws: what the store throws.
    public func end() async throws {
        if let token { try await service.store.delete(token.id) }
        token = nil
        record = nil
        isLoaded = true
        cookieChange = hasCookie ? .remove : nil
    }

    /// Returns a token for the visitor's forms.
    func formToken() -> String {
        FormToken.make(for: establishToken(), key: service.formKey)
    }

    /// Tells whether a form's token was made for this visitor.
    func accepts(formToken text: String) -> Bool {
        guard let token else { return false }
        return FormToken.isValid(text, for: token, key: service.formKey)
    }

    /// The session's name in the store, if the visitor has one.
    var id: SessionID? { token?.id }

    /// Keeps a message for the next page, and returns how many older ones were dropped
    /// for it.
    func append(_ flash: Flash) async throws -> Int {
        takenFlashes.forgetAsking()
        if let existing = try await load() {
            record?.flashes.append(flash)
            if let dropped = try await service.store.appendFlash(
                flash, limit: Flash.mostWaiting, to: existing.id)
            {
                return dropped
            }
        }
        do {
            try await insert(flashes: [flash])
            return 0
        } catch {
            // Another request of the same visitor may have been first.
            isLoaded = false
            guard let token,
                let dropped = try await service.store.appendFlash(
                    flash, limit: Flash.mostWaiting, to: token.id)
            else { throw error }
            return dropped
        }
    }

    /// Takes the waiting messages; asked again, returns the same ones.
    func takeFlashes(only categories: Set<FlashCategory>?) async throws -> [Flash] {
        // The record was read a moment ago: when nothing waited then, a message
        // that came since waits for the next page, and this one saves a write.
        if takenFlashes.lack(categories), let existing = try await load(),
            existing.flashes.contains(where: { $0.isOne(of: categories) })
        {
            let taken = try await service.store.takeFlashes(from: existing.id, only: categories)
            record?.flashes.removeAll { $0.isOne(of: categories) }
            takenFlashes.add(taken)
            if takenFlashes.areKept { try await returnFlashes() }
        }
        takenFlashes.note(categories)
        return takenFlashes.flashes(of: categories)
    }

    /// Has what this request shows shown again on the next page.
    func keepFlashes() async throws {
        takenFlashes.areKept = true
        try await returnFlashes()
    }

    /// Puts back what was taken, for it has not been shown.
    func giveBackFlashes() async throws {
        try await returnFlashes()
        takenFlashes = TakenFlashes()
    }

    private nonisolated func noteChange() {
        hasChanged.store(true, ordering: .releasing)
    }

    private func returnFlashes() async throws {
        let flashes = takenFlashes.returned()
        guard !flashes.isEmpty, let id else { return }
        record?.flashes.insert(contentsOf: flashes, at: 0)
        try await service.store.returnFlashes(flashes, limit: Flash.mostWaiting, to: id)
    }

    /// The `Set-Cookie` header that the response needs, if any.
    var setCookie: String? {
        switch cookieChange {
        case .give(let lifetime):
            token.map {
                service.cookie.header(token: $0, key: service.cookieKey, lifetime: lifetime)
            }
        case .remove: service.cookie.removal
        case nil: nil
        }
    }

    private func load() async throws -> SessionRecord? {
        guard !isLoaded, let token else { return record }
        guard var found = try await service.store.session(token.id) else {
            isLoaded = true
            return nil
        }
        let now = service.now()
        let lifetime = service.settings.lifetime(isRemembered: found.isRemembered)
        guard now < min(found.expiresAt, lifetime.end(from: found.createdAt)) else {
            try await service.store.delete(found.id)
            isLoaded = true
            return nil
        }
        if now.timeIntervalSince(found.lastSeenAt) >= SessionService.touchInterval {
            found.lastSeenAt = now
            found.expiresAt = lifetime.expiry(from: found.createdAt, usedAt: now)
            try await service.store.touch(
                found.id, lastSeenAt: now, expiresAt: found.expiresAt)
        }
        record = found
        isLoaded = true
        return found
    }

    private func establishToken() -> SessionToken {
        if let token { return token }
        let new = SessionToken()
        token = new
        cookieChange = .give(lifetime: nil)
        return new
    }

    private func replace(
        owner: String?, values: [String: String], isRemembered: Bool, createdAt: Date
    ) async throws {
        var flashes: [Flash] = []
        if let old = try await load() {
            flashes = try await service.store.takeFlashes(from: old.id, only: nil)
            try await service.store.delete(old.id)
        }
        token = nil
        record = nil
        cookieChange = nil
        try await insert(
            owner: owner, values: values, flashes: flashes, isRemembered: isRemembered,
            createdAt: createdAt)
    }

    private func insert(
        owner: String? = nil,
        values: [String: String] = [:],
        flashes: [Flash] = [],
        isRemembered: Bool = false,
        createdAt: Date? = nil
    ) async throws {
        let now = service.now()
        let start = createdAt ?? now
        let lifetime = service.settings.lifetime(isRemembered: isRemembered)
        let new = SessionRecord(
            id: establishToken().id, owner: owner, values: values, flashes: flashes,
            isRemembered: isRemembered, createdAt: start, lastSeenAt: now,
            expiresAt: lifetime.expiry(from: start, usedAt: now),
            userAgent: headers[.userAgent].map { String($0.prefix(300)) }, address: address)
        try await service.store.insert(new)
        record = new
        isLoaded = true
        let rest = max(1, Int(lifetime.end(from: start).timeIntervalSince(now)))
        cookieChange = .give(lifetime: isRemembered ? rest : nil)
    }
}
