/// What a `Range` header asks for (RFC 9110, 14).
package enum ByteRanges: Hashable {
    /// Everything: no range, one in another unit, one that makes no sense, or several
    /// that are no better than everything.
    case whole
    /// These bytes, in this order.
    case parts([Range<Int64>])
    /// Bytes that the file does not have.
    case unsatisfiable

    // Players and readers of documents ask for a few.
    private static let mostParts = 16

    /// Reads a header against a file of `length` bytes.
    package init(_ header: String?, length: Int64) {
        self = .whole
        guard let header, let equals = header.firstIndex(of: "="),
            header[..<equals].trimmingSpaces.lowercased() == "bytes"
        else { return }
        // Splitting stops where it is too many.
        let specs = header[header.index(after: equals)...].split(
            separator: ",", maxSplits: Self.mostParts, omittingEmptySubsequences: false)
        guard specs.count <= Self.mostParts else { return }
        var parts: [Range<Int64>] = []
        for spec in specs {
            guard let part = Self.part(spec.trimmingSpaces, length: length) else { return }
            if !part.isEmpty { parts.append(part) }
        }
        if parts.isEmpty {
            self = .unsatisfiable
        } else if !Self.overlap(parts) {
            self = .parts(parts)
        }
    }

    /// Returns the bytes that one range names, empty if the file has none of them, or
    /// `nil` if it is no range.
    private static func part(_ spec: Substring, length: Int64) -> Range<Int64>? {
        let ends = spec.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Bound(ends[0]), let last = Bound(ends[1]) else {
            return nil
        }
        switch (first, last) {
        case (.missing, .missing): return nil
        case (.missing, .at(let count)): return max(0, length - count)..<length
        case (.at(let start), .missing): return min(start, length)..<length
        case (.at(let start), .at(let end)):
            guard start <= end else { return nil }
            return min(start, length)..<max(min(start, length), min(end, length - 1) + 1)
        }
    }

    /// Whether some byte would be sent twice: asking for that is an attack or a
    /// mistake, and the whole serves as well (RFC 9110, 14.2).
    private static func overlap(_ parts: [Range<Int64>]) -> Bool {
        let sorted = parts.sorted { $0.lowerBound < $1.lowerBound }
        return zip(sorted, sorted.dropFirst()).contains { $0.upperBound > $1.lowerBound }
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
