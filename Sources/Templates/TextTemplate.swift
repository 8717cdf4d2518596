/// A template for any text, shown with data that nobody described beforehand.
///
/// Here Mustache's specification rules: names and partials that do not exist are
/// empty, and values have `&`, `<`, `>` and `"` escaped wherever they stand. That
/// does not make a page safe, so the pages of a site are ``Template``s.
///
/// ```swift
/// let template = try TextTemplate("Dear {{name}},", partials: TemplateLibrary(sources: [:]))
/// let letter = try template.render(["name": "Basho"])
/// ```
public struct TextTemplate: Sendable {
    private let program: Program

    /// Compiles `source` with the partials it may name; mistakes call it `file`.
    ///
    /// - Throws: `TemplateError` if it cannot be parsed.
    public init(
        _ source: String, file: String = "template", partials: TemplateLibrary
    ) throws(TemplateError) {
        var compiler = Compiler(library: partials, dialect: .text)
        program = try compiler.compile(
            try ParsedTemplate(source, file: file), over: [JSONTable()])
    }

    /// Compiles the contents of a file.
    ///
    /// - Throws: `TemplateError` if they are not UTF-8 or cannot be parsed.
    public init(
        contents: some Collection<UInt8>, file: String, partials: TemplateLibrary
    ) throws(TemplateError) {
        try self.init(
            try TemplateLibrary.text(contents, of: file), file: file, partials: partials)
    }

    /// Writes the text, in UTF-8.
    ///
    /// - Throws: `TemplateError` if a partial includes itself without end.
    public func render(_ data: JSONValue) throws(TemplateError) -> [UInt8] {
        var output = Output(capacity: 1024)
        let root = ScopeOf(JSONContext(data, in: nil))
        if let name = program.run([root], into: &output, endsWhenTooDeep: true) {
            throw TemplateError(
                "'\(name.text)' includes itself more than \(Program.maximumDepth) times, one "
                    + "within the other", at: name.place)
        }
        return output.bytes
    }
}
