import HTTPTypes
import Hummingbird

extension Request {
    /// Whether a page that answers the request is one that a person sees.
    ///
    /// Not so for HEAD, for what a browser fetches ahead and may never show
    /// (`Sec-Purpose`, in older ones `Purpose` and `X-Moz`), and for what a script asks
    /// for (`Sec-Fetch-Dest`, Fetch Metadata section 2.1).
    var isSeenByPerson: Bool {
        guard method != .head else { return false }
        let isPrefetch = Self.purposes.contains { name in
            headers[name]?.lowercased().contains("prefetch") ?? false
        }
        guard !isPrefetch, let name = Self.destination, let destination = headers[name] else {
            return !isPrefetch
        }
        return ["document", "frame", "iframe"].contains(destination)
    }

    private static let purposes = ["Sec-Purpose", "Purpose", "X-Moz"].compactMap {
        HTTPField.Name($0)
    }
    private static let destination = HTTPField.Name("Sec-Fetch-Dest")
}
