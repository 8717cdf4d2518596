/// A name in a tag, and where it was written.
@usableFromInline
struct Name: Hashable, Sendable {
    let text: String
    let place: Place

    /// The parts of a dotted name; `.` alone is a name of its own.
    var path: [String] {
        text == "." ? [text] : text.split(separator: ".").map(String.init)
    }

    /// Whether the name is looked for in the innermost value only, as `.` and
    /// `.name` are.
    var isInnermost: Bool {
        text.hasPrefix(".")
    }
}
