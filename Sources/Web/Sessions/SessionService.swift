import FoundationEssentials
import HTTPTypes

/// What all sessions of a site share: the store, the keys and the rules.
struct SessionService: Sendable {
    /// How old the last noted visit gets before another is written.
    static let touchInterval: TimeInterval = 300

    let store: any SessionStore
    let cookieKey: [UInt8]
    let formKey: [UInt8]
    let settings: SessionSettings
    let cookie: SessionCookie
    let now: @Sendable () -> Date

    init(store: any SessionStore, settings: WebSettings) {
        self.store = store
        cookieKey = settings.secretKey.subkey("session cookie")
        formKey = settings.secretKey.subkey("form token")
        self.settings = settings.sessions
        cookie = SessionCookie(isSecure: settings.isSecure)
        now = settings.now
    }
}
