/// A value that a template can show.
///
/// Its table says what templates may call its parts, so a template reaches only
/// what a page means to show, and every name in a template is looked up once, at
/// start. ``TemplateData()`` writes the table.
public protocol TemplateData: TemplateElement {
    /// What templates may call this value's parts.
    static var fields: TemplateFields<Self> { get }
}

/// Lets templates show the properties of a struct, each under its own name.
///
/// Stored and computed properties are shown; private ones and those marked
/// ``NotShown()`` are not, nor are properties of extensions.
///
/// ```swift
/// @TemplateData
/// struct PostPage {
///     let title: String
///     let body: SafeHTML
///     let tags: [TagLink]
///     var url: String { "/posts/\(slug)" }
///
///     @NotShown let slug: String
/// }
/// ```
///
/// A template may show texts, numbers, flags, markup, trusted addresses, JSON, other
/// such structs, and optionals and lists of most of them. A type that conforms by hand
/// can choose other names, in a dictionary of ``TemplateField``s.
@attached(member, names: named(fields))
@attached(extension, conformances: TemplateData)
public macro TemplateData() =
    #externalMacro(module: "TemplateMacros", type: "TemplateDataMacro")

/// Keeps a property of a ``TemplateData()`` struct from templates.
@attached(peer)
public macro NotShown() = #externalMacro(module: "TemplateMacros", type: "NotShownMacro")
