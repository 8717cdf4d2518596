/// The names under which templates find the parts of a value.
public struct TemplateFields<Root>: Sendable, ExpressibleByDictionaryLiteral {
    /// The names, in the order in which they were added.
    @usableFromInline private(set) var names: [String] = []

    /// A name that was added twice, if one was.
    @usableFromInline private(set) var repeatedName: String?

    private(set) var fields: [String: TemplateField<Root>] = [:]

    /// A table without names.
    public init() {}

    /// Takes the names and their fields.
    ///
    /// A name given twice is refused when a template that shows the value is
    /// compiled.
    public init(dictionaryLiteral elements: (String, TemplateField<Root>)...) {
        for (name, field) in elements {
            add(name, field)
        }
    }

    /// Adds a name for a part of the value; the part's type decides what a
    /// template may do with it.
    @inlinable
    public mutating func add<Value: TemplateValue>(
        _ name: String, _ read: @escaping @Sendable (Root) -> Value
    ) {
        add(name, Value.field(read))
    }

    /// Refuses a part that no template can show.
    @available(
        *, unavailable,
        message: """
            templates show texts, numbers, flags, SafeHTML, TrustedAddress, JSONValue, other \
            @TemplateData, and optionals and lists of most of these; add @NotShown to this \
            property, or make it one of them
            """
    )
    @_disfavoredOverload
    public mutating func add<Value>(_ name: String, _ read: @escaping @Sendable (Root) -> Value) {}

    /// Adds a name.
    @usableFromInline
    mutating func add(_ name: String, _ field: TemplateField<Root>) {
        if fields.updateValue(field, forKey: name) != nil {
            repeatedName = repeatedName ?? name
        } else {
            names.append(name)
        }
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

extension TemplateFields<Int> {
    /// A number inside a section is called `.`.
    @usableFromInline static let number: TemplateFields<Int> = [".": .number(\.self)]
}
