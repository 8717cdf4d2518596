import TestSupport

extension Browser {
    /// Sends a form with a good token, got from a page first.
    mutating func submit(
        _ path: String, _ form: String = "", headers: [String] = []
    ) async throws -> RawResponse {
        let token = try await get("/form").text
        return try await post(path, "_csrf=\(token)&\(form)", headers: headers)
    }
}
