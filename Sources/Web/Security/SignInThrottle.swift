public import HTTPTypes

/// Slows down whoever guesses passwords, and not the people whose passwords they are.
///
/// Tries are counted by account and by address before a password is looked at. A
/// device that has signed in to an account before (it has a cookie that says so) has
/// tries of its own, so strangers can keep nobody from signing in where they did
/// before: the device cookies of OWASP's "Slow Down Online Guessing Attacks".
public struct SignInThrottle: Sendable {
    private static let addressKind = "address"

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
        let subjects = subjects(account, headers, address)
        for subject in subjects { try await throttle.charge(subject) }
        do {
            guard try await check() else { return false }
            for subject in subjects {
                if subject.kind == Self.addressKind {
                    try await throttle.refund(subject)
                } else {
                    try await throttle.forget(subject)
                }
            }
            return true
        } catch let busy as PasswordHasher.Busy {
            // It was not a try.
            for subject in subjects { try await throttle.refund(subject) }
            throw busy
        }
    }

    /// Returns what a try is counted for.
    ///
    /// The address comes first: one that has no tries left costs the account none.
    private func subjects(
        _ account: String, _ headers: HTTPFields, _ address: String?
    ) -> [ThrottleSubject] {
        if let device = devices.id(for: account, in: headers) {
            return [ThrottleSubject("device", device, limits.device)]
        }
        let network = ClientNetwork.name(of: address).map {
            ThrottleSubject(Self.addressKind, $0, limits.address)
        }
        return (network.map { [$0] } ?? []) + [ThrottleSubject("account", account, limits.account)]
    }

    /// Returns the `Set-Cookie` header by which a device is known that has just signed
    /// in.
    public func deviceCookie(for account: String, headers: HTTPFields) -> HTTPField {
        HTTPField(name: .setCookie, value: devices.cookie(for: account, in: headers))
    }
}
