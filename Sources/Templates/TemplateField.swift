/// One name of a table: what kind of value it stands for, and how to read it.
///
/// The kind decides where a template may put the value; a tag that does not fit
/// is refused when the template is compiled.
///
/// The functions can be inlined, and make closures rather than generic types,
/// so that the code that reads a value is compiled for the page's own type.
public struct TemplateField<Root>: Sendable {
    let member: Member

    @usableFromInline
    init(_ member: Member) {
        self.member = member
    }

    /// Text, escaped for the place it is written to.
    ///
    /// As a section it is shown when it is not empty, and is called `.` inside.
    @inlinable
    public static func text(_ read: @escaping @Sendable (Root) -> String) -> Self {
        Self(
            Member(
                .text,
                writer: { scope, escaping, output in
                    guard let scope = scope as? ScopeOf<Root> else { return }
                    output.append(read(scope.value), as: escaping)
                },
                condition: condition { !read($0).isEmpty },
                entrance: entrance { root in
                    let text = read(root)
                    return text.isEmpty ? nil : text
                },
                fields: { TemplateFields<String>.text }))
    }

    /// Text that may be missing: then nothing is written.
    @inlinable
    public static func optionalText(_ read: @escaping @Sendable (Root) -> String?) -> Self {
        text { read($0) ?? "" }
    }

    /// A whole number, written in digits.
    @inlinable
    public static func number(_ read: @escaping @Sendable (Root) -> Int) -> Self {
        Self(
            Member(
                .number,
                writer: { scope, _, output in
                    guard let scope = scope as? ScopeOf<Root> else { return }
                    output.append(String(read(scope.value)), as: .none)
                }))
    }

    /// A condition of a section, never written.
    @inlinable
    public static func flag(_ read: @escaping @Sendable (Root) -> Bool) -> Self {
        Self(Member(.flag, condition: condition(read)))
    }

    /// Markup, written as it is by `{{{name}}}` and only between tags.
    ///
    /// As a section it is shown when it is not empty, and is called `.` inside.
    @inlinable
    public static func html(_ read: @escaping @Sendable (Root) -> SafeHTML) -> Self {
        Self(
            Member(
                .html,
                writer: { scope, _, output in
                    guard let scope = scope as? ScopeOf<Root> else { return }
                    output.append(read(scope.value).markup, as: .none)
                },
                condition: condition { !read($0).markup.isEmpty },
                entrance: entrance { root in
                    let html = read(root)
                    return html.markup.isEmpty ? nil : html
                },
                fields: { TemplateFields<SafeHTML>.html }))
    }

    /// Markup that may be missing: then nothing is written.
    @inlinable
    public static func optionalHTML(_ read: @escaping @Sendable (Root) -> SafeHTML?) -> Self {
        html { read($0) ?? SafeHTML(trusting: "") }
    }

    /// A value with names of its own, for `{{#author}}{{name}}{{/author}}` and
    /// `{{author.name}}`.
    @inlinable
    public static func object<Value: TemplateData>(
        _ read: @escaping @Sendable (Root) -> Value
    ) -> Self {
        optionalObject(read)
    }

    /// A value with names of its own that may be missing: then its section is
    /// skipped, and its dotted names write nothing.
    @inlinable
    public static func optionalObject<Value: TemplateData>(
        _ read: @escaping @Sendable (Root) -> Value?
    ) -> Self {
        Self(
            Member(
                .object, condition: condition { read($0) != nil }, entrance: entrance(read),
                fields: { Value.fields }))
    }

    /// Values for which a section is repeated.
    @inlinable
    public static func list<Value: TemplateData>(
        _ read: @escaping @Sendable (Root) -> [Value]
    ) -> Self {
        list(over: { Value.fields }, read)
    }

    /// Texts for which a section is repeated, each called `.` inside.
    @inlinable
    public static func texts(_ read: @escaping @Sendable (Root) -> [String]) -> Self {
        list(over: { TemplateFields<String>.text }, read)
    }
}

extension TemplateField {
    @inlinable
    static func condition(_ read: @escaping @Sendable (Root) -> Bool) -> Member.Condition {
        { scope in
            guard let scope = scope as? ScopeOf<Root> else { return false }
            return read(scope.value)
        }
    }

    @inlinable
    static func entrance<Value>(_ read: @escaping @Sendable (Root) -> Value?) -> Entrance {
        Entrance(enter: { scope, slot in
            guard let scope = scope as? ScopeOf<Root>, let value = read(scope.value) else {
                return false
            }
            ScopeOf<Value>.place(value, before: [], in: &slot)
            return true
        })
    }

    @inlinable
    static func list<Value>(
        over fields: @escaping @Sendable () -> TemplateFields<Value>,
        _ read: @escaping @Sendable (Root) -> [Value]
    ) -> Self {
        let entrance = Entrance(
            enter: { scope, slot in
                guard let scope = scope as? ScopeOf<Root> else { return false }
                let values = read(scope.value)
                guard let first = values.first else { return false }
                ScopeOf<Value>.place(first, before: values[1...], in: &slot)
                return true
            },
            advance: { scope in (scope as? ScopeOf<Value>)?.advance() ?? false })
        return Self(
            Member(
                .list, condition: condition { !read($0).isEmpty }, entrance: entrance,
                fields: { fields() }))
    }
}
