/// How long browsers and proxies may keep a file.
public enum Caching: Hashable, Sendable {
    /// Not at all.
    case noStore
    /// Kept, but asked about each time.
    case revalidate
    /// For so many seconds.
    case seconds(Int)
    /// For good: the address changes with the bytes.
    case immutable

    /// The header's value.
    var cacheControl: String {
        switch self {
        case .noStore: "no-store"
        case .revalidate: "no-cache"
        case .seconds(let seconds): "public, max-age=\(max(0, seconds))"
        case .immutable: "public, max-age=31536000, immutable"
        }
    }
}
