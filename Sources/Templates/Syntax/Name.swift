/// A name in a tag, and where it was written.
struct Name: Hashable, Sendable {
    let text: String
    let place: Place

    /// The parts of a dotted name; `.` alone is a name of its own.
    var path: [String] {
        text == "." ? [text] : text.split(separator: ".").map(String.init)
    }
}
