/// A mistake in a template, or in data read from a file.
///
/// One in a page's template is found before the page is rendered.
public struct TemplateError: Error, Hashable, CustomStringConvertible {
    /// The path of the template, or its name when it came from memory.
    public let file: String

    /// The line of the tag, from 1; 0 when the file as a whole is meant.
    public let line: Int

    /// The column of the tag in characters, from 1.
    public let column: Int

    /// What is wrong, and what to do.
    public let reason: String

    /// The mistake as compilers write it: `file:line:column: reason`.
    public var description: String {
        line == 0 ? "\(file): \(reason)" : "\(file):\(line):\(column): \(reason)"
    }

    init(_ reason: String, at place: Place) {
        file = place.file
        line = place.line
        column = place.column
        self.reason = reason
    }

    private init(_ error: TemplateError, reason: String) {
        file = error.file
        line = error.line
        column = error.column
        self.reason = reason
    }

    /// The same mistake, with a note about how it came to be seen.
    func noting(_ note: String) -> TemplateError {
        TemplateError(self, reason: "\(reason) (\(note))")
    }
}
