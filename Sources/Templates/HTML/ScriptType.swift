/// The `type` of a script, as far as the template has written it.
///
/// It decides whether a browser runs the script or leaves it to others as data.
struct ScriptType: Hashable {
    private enum Progress: Hashable {
        case absent
        case written([UInt8])

        /// It was written twice, or in one branch of a section only.
        case doubtful
    }

    private var progress = Progress.absent

    /// Whether the script is JSON, which no browser runs.
    ///
    /// Only these two: `importmap` and `speculationrules` are JSON as well, but
    /// they act.
    var isJSON: Bool {
        guard case .written(let bytes) = progress else { return false }
        return ["application/json", "application/ld+json"]
            .contains(String(decoding: bytes, as: UTF8.self).lowercased())
    }

    /// Begins an attribute called `type`.
    mutating func begin() {
        progress = progress == .absent ? .written([]) : .doubtful
    }

    /// Takes one byte of the attribute's value.
    mutating func read(_ byte: UInt8) {
        guard case .written(let bytes) = progress else { return }
        progress = .written(bytes + [byte])
    }

    /// What is known after either of two branches.
    func joined(with other: ScriptType) -> ScriptType {
        var joined = self
        joined.progress = progress == other.progress ? progress : .doubtful
        return joined
    }
}

/// Where in the JSON of a script a template stands.
enum JSONPosition: Hashable {
    /// Where a value may stand, or punctuation.
    case between
    case string

    /// After a backslash in a string.
    case escape

    mutating func read(_ byte: UInt8) {
        self =
            switch (self, Unicode.Scalar(byte)) {
            case (.between, "\""), (.escape, _): .string
            case (.string, "\\"): .escape
            case (.string, "\""): .between
            default: self
            }
    }
}
