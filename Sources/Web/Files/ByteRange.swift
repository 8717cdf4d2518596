/// What a `Range` header asks for (RFC 9110, 14).
package enum ByteRange: Hashable {
    /// Everything: no range, one in another unit, several, or one that makes no sense.
    case whole
    /// These bytes.
    case part(Range<Int64>)
    /// Bytes that the file does not have.
    case unsatisfiable

    /// Reads a header against a file of `length` bytes.
    package init(_ header: String?, length: Int64) {
        guard let header, let equals = header.firstIndex(of: "="),
            header[..<equals].trimmingSpaces.lowercased() == "bytes"
        else {
            self = .whole
            return
        }
        let range = header[header.index(after: equals)...].trimmingSpaces
        // Several ranges may be ignored, and merging them has cost others dearly.
        let ends = range.split(separator: "-", omittingEmptySubsequences: false)
        guard !range.contains(","), ends.count == 2, let first = Bound(ends[0]),
            let last = Bound(ends[1])
        else {
            self = .whole
            return
        }
        switch (first, last) {
        case (.missing, .missing):
            self = .whole
        case (.missing, .at(let count)):
            self =
                count > 0 && length > 0
                ? .part(max(0, length - count)..<length) : .unsatisfiable
        case (.at(let start), .missing):
            self = start < length ? .part(start..<length) : .unsatisfiable
        case (.at(let start), .at(let end)):
            guard start <= end else {
                self = .whole
                return
            }
            self = start < length ? .part(start..<(min(end, length - 1) + 1)) : .unsatisfiable
        }
    }

    private enum Bound {
        case missing
        case at(Int64)

        init?(_ digits: Substring) {
            guard digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
            // More digits than a number holds are beyond the end of any file.
            self = digits.isEmpty ? .missing : .at(Int64(digits) ?? .max)
        }
    }
}
