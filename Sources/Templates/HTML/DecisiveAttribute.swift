/// The attribute that decides what its element does, as far as the template has
/// written it: the `type` of a script, or the `rel` of a link.
struct DecisiveAttribute: Hashable {
    private enum Progress: Hashable {
        case absent
        case written([UInt8])

        /// It was written twice, or in one branch of a section only.
        case doubtful
    }

    private var progress = Progress.absent

    /// What it is called in an element; `nil` in one that has none.
    static func name(in element: String) -> String? {
        switch element {
        case "script": "type"
        case "link": "rel"
        default: nil
        }
    }

    /// The text in small letters, if it is certain.
    private var text: String? {
        guard case .written(let bytes) = progress, !bytes.contains(UInt8(ascii: "&")) else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self).lowercased()
    }

    /// Whether the script is JSON, which no browser runs.
    ///
    /// Only these two: `importmap` and `speculationrules` are JSON as well, but
    /// they act.
    var isJSON: Bool {
        text == "application/json" || text == "application/ld+json"
    }

    /// Whether the link leads somewhere without bringing anything that acts.
    var isPlainLink: Bool {
        guard let text else { return false }
        let words = text.utf8.split(whereSeparator: \.isBlank).map { String(Substring($0)) }
        return Self.actingRelations.isDisjoint(with: words)
    }

    private static let actingRelations: Set<String> = [
        "compression-dictionary", "import", "modulepreload", "serviceworker", "stylesheet",
    ]

    /// Begins the attribute.
    mutating func begin() {
        progress = progress == .absent ? .written([]) : .doubtful
    }

    /// Takes one byte of the attribute's value.
    mutating func read(_ byte: UInt8) {
        guard case .written(let bytes) = progress else { return }
        progress = .written(bytes + [byte])
    }

    /// What is known after either of two branches.
    func joined(with other: DecisiveAttribute) -> DecisiveAttribute {
        var joined = self
        joined.progress = progress == other.progress ? progress : .doubtful
        return joined
    }
}
