import HTTPTypes

/// The devices on which somebody has signed in before, by a cookie that each keeps.
///
/// The cookie opens nothing. It holds a random name of the device and, for the account
/// that signed in last, a signature that nobody else can make.
struct KnownDevices: Sendable {
    private static let lifetime = 400 * 86_400  // the longest that browsers keep one

    private let cookie: SiteCookie
    private let key: [UInt8]

    init(settings: WebSettings) {
        cookie = SiteCookie(name: "device", isSecure: settings.isSecure)
        key = settings.secretKey.subkey("known device")
    }

    /// Returns the name of a device that has signed in to an account before.
    func id(for account: String, in headers: HTTPFields) -> String? {
        for value in cookie.values(in: headers) {
            let parts = value.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, let signature = Base64URL.decode(parts[1]),
                Sodium.areEqual(signature, signed(String(parts[0]), account))
            else { continue }
            return String(parts[0])
        }
        return nil
    }

    /// Returns the header by which a device is known to an account from now on.
    func cookie(for account: String, in headers: HTTPFields) -> String {
        let id = id(for: account, in: headers) ?? RandomToken.text(bytes: 16)
        return cookie.header(
            id + "." + Base64URL.encode(signed(id, account)), lifetime: Self.lifetime)
    }

    private func signed(_ id: String, _ account: String) -> [UInt8] {
        Sodium.digest(Array("\(id) \(account)".utf8), key: key)
    }
}
