/// A type whose values templates can show.
public protocol TemplateValue: Sendable {
    /// The field that reads such a value.
    static func field<Root>(_ read: @escaping @Sendable (Root) -> Self) -> TemplateField<Root>
}

/// A type whose values may also be missing, or be several.
public protocol TemplateElement: TemplateValue {
    /// The field that reads a value that may be missing.
    static func optionalField<Root>(
        _ read: @escaping @Sendable (Root) -> Self?
    ) -> TemplateField<Root>

    /// The field that reads several values.
    static func listField<Root>(
        _ read: @escaping @Sendable (Root) -> [Self]
    ) -> TemplateField<Root>
}

/// An enum whose cases name partials: `{{>*kind}}` shows the one that a value names.
///
/// Every case must be the name of a template, which is checked when a template
/// that uses it is compiled.
///
/// ```swift
/// enum Kind: String, TemplatePartialName { case photo = "media/photo", film = "media/film" }
/// ```
public protocol TemplatePartialName: TemplateValue, CaseIterable, RawRepresentable<String> {}

extension TemplatePartialName {
    /// The name of a partial.
    @inlinable
    public static func field<Root>(
        _ read: @escaping @Sendable (Root) -> Self
    ) -> TemplateField<Root> { .partial(read) }
}

extension Optional: TemplateValue where Wrapped: TemplateElement {
    /// A value that may be missing.
    @inlinable
    public static func field<Root>(
        _ read: @escaping @Sendable (Root) -> Wrapped?
    ) -> TemplateField<Root> { Wrapped.optionalField(read) }
}

extension Array: TemplateValue where Element: TemplateElement {
    /// Several values.
    @inlinable
    public static func field<Root>(
        _ read: @escaping @Sendable (Root) -> [Element]
    ) -> TemplateField<Root> { Element.listField(read) }
}

extension Bool: TemplateValue {
    /// A flag.
    @inlinable
    public static func field<Root>(
        _ read: @escaping @Sendable (Root) -> Bool
    ) -> TemplateField<Root> { .flag(read) }
}

extension JSONValue: TemplateValue {
    /// JSON.
    @inlinable
    public static func field<Root>(
        _ read: @escaping @Sendable (Root) -> JSONValue
    ) -> TemplateField<Root> { .json(read) }
}

extension String: TemplateElement {
    /// A text.
    @inlinable
    public static func field<Root>(
        _ read: @escaping @Sendable (Root) -> String
    ) -> TemplateField<Root> { .text(read) }

    /// A text that may be missing.
    @inlinable
    public static func optionalField<Root>(
        _ read: @escaping @Sendable (Root) -> String?
    ) -> TemplateField<Root> { .optionalText(read) }

    /// Several texts.
    @inlinable
    public static func listField<Root>(
        _ read: @escaping @Sendable (Root) -> [String]
    ) -> TemplateField<Root> { .texts(read) }
}

extension Int: TemplateElement {
    /// A number.
    @inlinable
    public static func field<Root>(
        _ read: @escaping @Sendable (Root) -> Int
    ) -> TemplateField<Root> { .number(read) }

    /// A number that may be missing.
    @inlinable
    public static func optionalField<Root>(
        _ read: @escaping @Sendable (Root) -> Int?
    ) -> TemplateField<Root> { .optionalNumber(read) }

    /// Several numbers.
    @inlinable
    public static func listField<Root>(
        _ read: @escaping @Sendable (Root) -> [Int]
    ) -> TemplateField<Root> { .list(over: { .number }, read) }
}

extension SafeHTML: TemplateElement {
    /// Markup.
    @inlinable
    public static func field<Root>(
        _ read: @escaping @Sendable (Root) -> SafeHTML
    ) -> TemplateField<Root> { .html(read) }

    /// Markup that may be missing.
    @inlinable
    public static func optionalField<Root>(
        _ read: @escaping @Sendable (Root) -> SafeHTML?
    ) -> TemplateField<Root> { .optionalHTML(read) }

    /// Several pieces of markup.
    @inlinable
    public static func listField<Root>(
        _ read: @escaping @Sendable (Root) -> [SafeHTML]
    ) -> TemplateField<Root> { .list(over: { .html }, read) }
}

extension TemplateData {
    /// A value with names of its own.
    @inlinable
    public static func field<Root>(
        _ read: @escaping @Sendable (Root) -> Self
    ) -> TemplateField<Root> { .object(read) }

    /// A value with names of its own that may be missing.
    @inlinable
    public static func optionalField<Root>(
        _ read: @escaping @Sendable (Root) -> Self?
    ) -> TemplateField<Root> { .optionalObject(read) }

    /// Several values with names of their own.
    @inlinable
    public static func listField<Root>(
        _ read: @escaping @Sendable (Root) -> [Self]
    ) -> TemplateField<Root> { .list(read) }
}
