import TestSupport
import Testing

extension Browser {
    /// Returns the token in the form of a page.
    mutating func token(on page: String) async throws -> String {
        let text = try await get(page).text
        return try #require(text.firstValue(of: "_csrf"), "\(page) has no form")
    }

    /// Fills in the form of a page and sends it, to the same address unless
    /// another is given.
    mutating func submit(
        _ fields: KeyValuePairs<String, String> = [:], to address: String, from page: String? = nil
    ) async throws -> RawResponse {
        let token = try await token(on: page ?? address)
        let pairs = [("_csrf", token)] + fields.map { ($0.key, $0.value) }
        let form = pairs.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
        return try await post(address, form)
    }

    /// Signs in.
    mutating func signIn(_ username: String, password: String) async throws -> RawResponse {
        try await submit(["username": username, "password": password], to: "/signin")
    }
}

extension String {
    /// The value of the first field of a name in a page's forms.
    func firstValue(of field: String) -> String? {
        guard let start = firstRange(of: "name=\"\(field)\" value=\"")?.upperBound else {
            return nil
        }
        return String(self[start...].prefix { $0 != "\"" })
    }

    fileprivate var percentEncoded: String {
        utf8.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "%0\(digits)" : "%\(digits)"
        }.joined()
    }
}
