import FoundationEssentials

/// The templates of a site, read and parsed.
///
/// What a template includes or extends is looked for in its own folder first, then in
/// those around it: a part of a site can have partials, and a layout, of its own. A name that
/// a value chooses is a whole one.
///
/// A library does not change; ``CompiledTemplates`` sees edited files.
public struct TemplateLibrary: Sendable {
    let templates: [String: ParsedTemplate]

    /// The templates that may come to include themselves.
    let circular: Set<String>

    /// How many bytes all of them have.
    let size: Int

    /// The names of all templates, sorted.
    public var names: [String] {
        templates.keys.sorted()
    }

    /// Reads every `*.mustache` file in `folder` and in the folders within.
    ///
    /// - Throws: `TemplateError` if a file cannot be read or parsed.
    public init(folder: String) throws(TemplateError) {
        try self.init(folders: [folder])
    }

    /// Reads several folders, of which the later win file by file: the site's
    /// templates, then a theme's.
    ///
    /// - Throws: `TemplateError` if a file cannot be read or parsed.
    public init(folders: [String]) throws(TemplateError) {
        var files: [String: String] = [:]
        for folder in folders {
            for name in try Self.names(in: folder) {
                files[name] = Self.path(of: name, in: folder)
            }
        }
        var templates: [String: ParsedTemplate] = [:]
        for (name, file) in files.sorted(by: { $0.key < $1.key }) {
            templates[name] = try ParsedTemplate(try Self.text(of: file), file: file)
        }
        self.init(templates)
    }

    /// Parses templates that are in memory, under their names.
    ///
    /// - Throws: `TemplateError` if one cannot be parsed.
    public init(sources: [String: String]) throws(TemplateError) {
        var templates: [String: ParsedTemplate] = [:]
        for (name, source) in sources.sorted(by: { $0.key < $1.key }) {
            templates[name] = try ParsedTemplate(source, file: name)
        }
        self.init(templates)
    }

    private init(_ parsed: [String: ParsedTemplate]) {
        let known = Set(parsed.keys)
        let templates = Dictionary(
            uniqueKeysWithValues: parsed.map { ($0, $1.placed(as: $0, among: known)) })
        self.templates = templates
        size = templates.values.reduce(0) { $0 + $1.size }
        let names = Array(templates.keys)
        let positions = Dictionary(
            uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let edges = names.map { name in
            templates[name]?.inclusions.compactMap { positions[$0] } ?? []
        }
        circular = Set(Cycles.members(of: edges).map { names[$0] })
    }

    /// The templates that `name` leads to, and itself.
    func reachable(from name: String) -> Set<String> {
        var found: Set<String> = [name]
        var waiting = [name]
        while let next = waiting.popLast() {
            for included in templates[next]?.inclusions ?? []
            where found.insert(included).inserted {
                waiting.append(included)
            }
        }
        return found
    }

    /// Compiles the template `name` for pages of one type.
    ///
    /// Names are looked for in the page first, then in the chrome, which is what
    /// a layout shows around every page.
    ///
    /// - Throws: `TemplateError` if the template uses a name, a partial or a
    ///   block that does not exist, or puts a value where it cannot be safe.
    public func template<Chrome: TemplateData, Page: TemplateData>(
        _ name: String, page: Page.Type, chrome: Chrome.Type
    ) throws(TemplateError) -> Template<Chrome, Page> {
        var compiler = Compiler(library: self, dialect: .page)
        return Template(
            program: try compiler.compile(name, chrome: Chrome.fields, page: Page.fields))
    }
}
