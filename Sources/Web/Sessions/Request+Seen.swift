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
        let isPrefetch = ["Sec-Purpose", "Purpose", "X-Moz"].contains { name in
            header(name)?.lowercased().contains("prefetch") ?? false
        }
        let destination = header("Sec-Fetch-Dest") ?? "document"
        return !isPrefetch && ["document", "frame", "iframe"].contains(destination)
    }

    private func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }
}
