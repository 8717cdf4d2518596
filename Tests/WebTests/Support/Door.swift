import FoundationEssentials
import HTTPTypes
import Web

/// A door with a throttle, at which people try passwords.
struct Door: Sendable {
    let clock = TestClock()
    let store = MemoryThrottleStore()
    let settings: WebSettings
    let throttle: SignInThrottle

    init(origin: String? = nil, limits: SignInSettings = SignInSettings()) {
        var settings = WebSettings(secretKey: .random(), origin: origin)
        settings.now = { [clock] in clock.now }
        settings.signIn = limits
        self.settings = settings
        throttle = SignInThrottle(store: store, settings: settings)
    }

    /// Tries a password, which is looked at unless there were too many tries.
    ///
    /// Returns whether it was looked at, or after how many seconds it would be.
    func knock(
        _ account: String = "ada", from address: String = "192.0.2.1", isRight: Bool = false,
        cookie: String? = nil
    ) async throws -> Answer {
        var headers = HTTPFields()
        headers[.cookie] = cookie
        do {
            _ = try await throttle.attempt(account, headers: headers, address: address) { isRight }
            return .looked
        } catch let error as TooManyTries {
            return .wait(error.seconds)
        }
    }

    /// Tries a wrong password some times.
    func knock(
        _ account: String = "ada", from address: String = "192.0.2.1", times: Int
    ) async throws {
        for _ in 0..<times { _ = try await knock(account, from: address) }
    }

    /// The cookie of a device on which somebody has signed in.
    func cookie(of account: String) -> String {
        let header = throttle.deviceCookie(for: account, headers: [:]).value
        return String(header.prefix { $0 != ";" })
    }

    enum Answer: Hashable {
        case looked
        case wait(Int)
    }
}
