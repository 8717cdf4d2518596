/// The names under which templates find the parts of a value.
public struct TemplateFields<Root>: Sendable, ExpressibleByDictionaryLiteral {
    /// The names, in the order in which they were written.
    @usableFromInline let names: [String]

    /// A name that was written twice, if one was.
    @usableFromInline let repeatedName: String?

    let fields: [String: TemplateField<Root>]

    /// Takes the names and their fields.
    ///
    /// A name given twice is refused when a template that shows the value is
    /// compiled.
    public init(dictionaryLiteral elements: (String, TemplateField<Root>)...) {
        names = elements.map(\.0)
        var seen: Set<String> = []
        repeatedName = names.first { !seen.insert($0).inserted }
        fields = Dictionary(elements) { first, _ in first }
    }
}

extension TemplateFields<String> {
    /// A text inside a section is called `.`.
    @usableFromInline static let text: TemplateFields<String> = [".": .text(\.self)]
}

extension TemplateFields<SafeHTML> {
    /// Markup inside a section is called `.`.
    @usableFromInline static let html: TemplateFields<SafeHTML> = [".": .html(\.self)]
}
