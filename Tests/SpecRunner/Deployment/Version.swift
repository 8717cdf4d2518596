/// A version of a server or of a test format, as `6.0.5`.
struct Version: Hashable, Comparable, Sendable {
    let parts: [Int]

    /// Reads a version; what is not written counts as zero, and more than three parts
    /// and what follows a hyphen do not count.
    ///
    /// - Throws: ``Failure`` if it is none.
    init(_ text: String) throws {
        let numbers = text.split(separator: "-", maxSplits: 1).first ?? ""
        let parts = numbers.split(separator: ".", omittingEmptySubsequences: false)
            .prefix(3).map { Int($0) }
        guard !parts.isEmpty, !parts.contains(nil) else {
            throw Failure("\(text) is not a version")
        }
        self.init(parts.compactMap(\.self))
    }

    /// Creates a version; what is not given counts as zero.
    init(_ parts: [Int]) {
        self.parts = Array((parts + [0, 0, 0]).prefix(3))
    }

    static func < (one: Version, two: Version) -> Bool {
        one.parts.lexicographicallyPrecedes(two.parts)
    }
}

extension Version: CustomStringConvertible {
    /// The version with dots.
    var description: String { parts.map(String.init).joined(separator: ".") }
}
