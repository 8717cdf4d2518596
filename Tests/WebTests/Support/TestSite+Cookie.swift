import TestSupport
import Testing

extension TestSite {
    /// A cookie that this site signed.
    func visitorCookie() async throws -> String {
        var visitor = visitor
        _ = try await visitor.get("/form")
        return try #require(visitor.cookie)
    }
}
