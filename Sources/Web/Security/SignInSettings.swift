/// How often passwords may be tried.
public struct SignInSettings: Hashable, Sendable {
    /// For one account, by all who have not signed in to it before.
    ///
    /// Also what an owner waits at most for a try, on a device of that kind, once
    /// strangers stop.
    public var account = ThrottleSubject.Limit(burst: 10, interval: .seconds(20))

    /// For one address, whichever accounts it names.
    ///
    /// With a longer interval than an account's, no single address can use up every
    /// try of an account. An IPv6 address stands for its /64, and this machine's own
    /// addresses are not counted.
    public var address = ThrottleSubject.Limit(burst: 20, interval: .seconds(60))

    /// For one account on one device that has signed in to it before.
    public var device = ThrottleSubject.Limit(burst: 10, interval: .seconds(20))

    /// Takes the defaults.
    public init() {}
}
