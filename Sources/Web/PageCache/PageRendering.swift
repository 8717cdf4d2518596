/// What came of making a page.
enum PageRendering: Sendable {
    /// A page for everyone, and what it shows.
    case page(StoredPage, tags: [String])
    /// An answer that is for one visitor, or no page.
    case own
    /// A failure, of which those of the site itself are no reason to hide an old page.
    case failed(any Error, isOurs: Bool)
}

/// A page that could not be made by a fault of the site.
struct PageFailure: Error {
    let cause: any Error
}
