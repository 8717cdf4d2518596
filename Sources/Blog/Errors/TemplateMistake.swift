import FoundationEssentials
import Templates

/// A mistake in a template, shown to whoever is writing it.
///
/// The page is a template too, but one that no file can spoil.
@TemplateData
struct TemplateMistake {
    /// One line of the file, near the mistake.
    @TemplateData
    struct Line {
        let number: Int
        let text: String
        let isMistaken: Bool
    }

    /// The page has no chrome: the site's may be what is broken.
    @TemplateData
    struct NoChrome {}

    /// How many lines are shown before the mistake, and after it.
    private static let reach = 4

    let heading: String
    let reason: String
    let lines: [Line]

    init(_ error: TemplateError) {
        heading = error.line == 0 ? error.file : "\(error.file):\(error.line):\(error.column)"
        reason = error.reason
        lines = TemplateMistake.lines(of: error.file, around: error.line)
    }

    /// Writes the page, in UTF-8.
    func rendered() -> [UInt8] {
        TemplateMistake.template?.render(NoChrome(), self) ?? Array("\(heading): \(reason)".utf8)
    }

    private static func lines(of file: String, around line: Int) -> [Line] {
        guard line > 0, let data = FileManager.default.contents(atPath: file) else { return [] }
        let lines = String(decoding: data, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        return zip(1..., lines).filter { abs($0.0 - line) <= reach }.map { number, text in
            Line(number: number, text: String(text), isMistaken: number == line)
        }
    }

    private static let template = try? TemplateLibrary(sources: [
        "mistake": """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>A mistake in a template</title>
        <h1>A mistake in a template</h1>
        <p><code>{{heading}}</code></p>
        <p>{{reason}}</p>
        <pre>
        {{#lines}}
        {{number}} {{#isMistaken}}<mark>{{text}}</mark>{{/isMistaken}}{{^isMistaken}}{{text}}{{/isMistaken}}
        {{/lines}}
        </pre>
        <p>Mend the file and load this page again.</p>
        </html>

        """
    ]).template("mistake", page: TemplateMistake.self, chrome: NoChrome.self)
}
