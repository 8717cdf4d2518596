/// How long a site remembers its visitors.
public struct SessionSettings: Hashable, Sendable {
    /// For those who asked to stay signed in on their own device.
    ///
    /// OWASP ASVS 5.0, 7.3.1 and 7.3.2, ask for both limits.
    public var remembered = SessionLifetime(
        idle: .seconds(14 * 86_400), total: .seconds(90 * 86_400))

    /// For everyone else: the cookie goes when the browser is closed, and the
    /// session soon after, for a browser that is never closed.
    public var brief = SessionLifetime(idle: .seconds(12 * 3600), total: .seconds(7 * 86_400))

    /// Takes the defaults.
    public init() {}

    /// Returns how long a session lasts whose visitor did or did not ask for more.
    func lifetime(isRemembered: Bool) -> SessionLifetime {
        isRemembered ? remembered : brief
    }
}
