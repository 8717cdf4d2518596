public import HTTPTypes

/// Slows down whoever guesses passwords, and not the people whose passwords they are.
///
/// Tries are counted by account and by address before a password is looked at. A
/// device that has signed in to an account before (it has a cookie that says so) has
/// tries of its own, so strangers can keep nobody from signing in where they did
/// before: the device cookies of OWASP's "Slow Down Online Guessing Attacks".
public struct SignInThrottle: Sendable {
    private let throttle: Throttle
    private let limits: SignInSettings
    private let devices: KnownDevices

    /// Counts in `store`.
    public init(store: any ThrottleStore, settings: WebSettings) {
        throttle = Throttle(store: store, settings: settings)
        limits = settings.signIn
        devices = KnownDevices(settings: settings)
    }

    /// Counts a try to sign in to an account, and makes it.
    ///
    /// Nothing tells whether there is such an account. A right password forgets the
    /// tries before it; of the address only this one, or whoever has an account could
    /// try others for ever.
    ///
    /// - Throws: ``TooManyTries`` without running `check`, or what that or the store
    ///   throws.
    public func attempt(
        _ account: String, headers: HTTPFields, address: String?,
        _ check: () async throws -> Bool
    ) async throws -> Bool {
        let network = ThrottleSubject("address", ClientNetwork.name(of: address), limits.address)
        let device = devices.id(for: account, in: headers)
        let person =
            device.map { ThrottleSubject("device", $0, limits.device) }
            ?? ThrottleSubject("account", account, limits.account)
        // The address first: an account has no tries to lose to one that has none left.
        if device == nil { try await throttle.charge(network) }
        try await throttle.charge(person)
        do {
            guard try await check() else { return false }
            try await throttle.forget(person)
            if device == nil { try await throttle.refund(network) }
            return true
        } catch let busy as PasswordHasher.Busy {
            // It was not a try.
            try await throttle.refund(person)
            if device == nil { try await throttle.refund(network) }
            throw busy
        }
    }

    /// Returns the `Set-Cookie` header by which a device is known that has just signed
    /// in.
    public func deviceCookie(for account: String, headers: HTTPFields) -> HTTPField {
        HTTPField(name: .setCookie, value: devices.cookie(for: account, in: headers))
    }
}
