import HTTPTypes

/// How the failures of one group of routes are answered.
struct ErrorHandlers<Context>: Sendable {
    /// Makes the page for a failure.
    typealias Page = @Sendable (ErrorPage, Context) async throws -> [UInt8]

    /// What failures mean, first match first.
    var rules: [ErrorRule] = []

    /// The pages by status, and under `nil` that for all others.
    var pages: [Int?: Page] = [:]

    /// Returns the pages that can show a status, the nearest first.
    static func pages(
        for status: HTTPResponse.Status, of handlers: [ErrorHandlers]
    ) -> [Page] {
        handlers.flatMap { [$0.pages[status.code], $0.pages[nil]].compactMap(\.self) }
    }
}
