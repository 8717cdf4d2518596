import CUnpacking
import TestSupport

extension RawResponse {
    /// The body without its content coding, or `nil` if it is not what its headers say.
    var unpacked: [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count: Int
        switch self["content-encoding"] {
        case nil: return body
        // The functions write at most as many bytes as they are told there is room for.
        case "gzip": count = unsafe cunpack_gzip(body, body.count, &bytes, bytes.count)
        case "br": count = unsafe cunpack_brotli(body, body.count, &bytes, bytes.count)
        default: return nil
        }
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }
}
