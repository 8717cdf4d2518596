import FoundationEssentials
import HTTPTypes

/// What all sessions of a site share: the store, the keys and the rules.
struct SessionService: Sendable {
    /// How old the last noted visit gets before another is written.
    static let touchInterval: TimeInterval = 300

    let store: any SessionStore
    let cookieKey: [UInt8]
    let formKey: [UInt8]
    let idleLifetime: TimeInterval
    let lifetime: TimeInterval
    let cookie: SessionCookie
    let now: @Sendable () -> Date

    init(store: any SessionStore, settings: WebSettings) {
        self.store = store
        cookieKey = settings.secretKey.subkey("session cookie")
        formKey = settings.secretKey.subkey("form token")
        idleLifetime = settings.sessionIdleLifetime / .seconds(1)
        lifetime = settings.sessionLifetime / .seconds(1)
        cookie = SessionCookie(isSecure: settings.isSecure)
        now = settings.now
    }

    /// Returns when a session that began at `start` and is used at `moment` ends.
    func expiry(from start: Date, usedAt moment: Date) -> Date {
        min(moment + idleLifetime, start + lifetime)
    }
}
