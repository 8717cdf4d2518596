/// Several ranges of one file in one response (RFC 9110, 14.6).
struct PartialContent: Sendable {
    /// What stands before each range.
    let heads: [[UInt8]]

    /// What stands after the last.
    let tail: [UInt8]

    let ranges: [Range<Int64>]

    /// The type of the response.
    let mediaType: String

    init(_ ranges: [Range<Int64>], of length: Int64, mediaType: String) {
        let boundary = RandomToken.text(bytes: 18)
        self.ranges = ranges
        self.mediaType = "multipart/byteranges; boundary=\(boundary)"
        heads = ranges.enumerated().map { index, range in
            let head = """
                \(index == 0 ? "" : "\r\n")--\(boundary)\r
                Content-Type: \(mediaType)\r
                Content-Range: \(Self.contentRange(range, of: length))\r\n\r\n
                """
            return Array(head.utf8)
        }
        tail = Array("\r\n--\(boundary)--\r\n".utf8)
    }

    /// How many bytes all of it has.
    var byteCount: Int {
        heads.reduce(tail.count) { $0 + $1.count } + ranges.reduce(0) { $0 + $1.count }
    }

    /// Names a range as `Content-Range` does.
    static func contentRange(_ range: Range<Int64>, of length: Int64) -> String {
        "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)"
    }
}
