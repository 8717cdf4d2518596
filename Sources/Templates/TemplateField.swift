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
        optionalText(read)
    }

    /// Text that may be missing: then nothing is written, or `null` in JSON.
    @inlinable
    public static func optionalText(_ read: @escaping @Sendable (Root) -> String?) -> Self {
        Self(
            Member(
                .text,
                writer: { scope, escaping, output in
                    guard let scope = scope as? ScopeOf<Root> else { return }
                    if let text = read(scope.value) {
                        output.append(text, as: escaping)
                    } else if escaping == .json {
                        output.append("null", as: .none)
                    }
                },
                condition: condition { !(read($0) ?? "").isEmpty },
                entrance: entrance { read($0).flatMap { $0.isEmpty ? nil : $0 } },
                fields: { TemplateFields<String>.text }))
    }

    /// A whole number, written in digits.
    @inlinable
    public static func number(_ read: @escaping @Sendable (Root) -> Int) -> Self {
        optionalNumber(read)
    }

    /// A whole number that may be missing: then nothing is written, or `null` in
    /// JSON.
    @inlinable
    public static func optionalNumber(_ read: @escaping @Sendable (Root) -> Int?) -> Self {
        Self(
            Member(
                .number,
                writer: { scope, escaping, output in
                    guard let scope = scope as? ScopeOf<Root> else { return }
                    if let number = read(scope.value) {
                        output.append(String(number), as: .none)
                    } else if escaping == .json {
                        output.append("null", as: .none)
                    }
                }))
    }

    /// A condition of a section, written only in JSON.
    @inlinable
    public static func flag(_ read: @escaping @Sendable (Root) -> Bool) -> Self {
        Self(
            Member(
                .flag,
                writer: { scope, _, output in
                    guard let scope = scope as? ScopeOf<Root> else { return }
                    output.append(read(scope.value) ? "true" : "false", as: .none)
                },
                condition: condition(read)))
    }

    /// JSON: for a script as it is, elsewhere as text.
    @inlinable
    public static func json(_ read: @escaping @Sendable (Root) -> JSONValue) -> Self {
        Self(
            Member(
                .json,
                writer: { scope, escaping, output in
                    guard let scope = scope as? ScopeOf<Root> else { return }
                    output.append(read(scope.value), as: escaping)
                }))
    }

    /// An address, which may also stand where what it brings acts with the page's rights.
    @inlinable
    public static func trustedAddress(
        _ read: @escaping @Sendable (Root) -> TrustedAddress
    ) -> Self {
        Self(
            Member(
                .trustedAddress,
                writer: { scope, escaping, output in
                    guard let scope = scope as? ScopeOf<Root> else { return }
                    output.append(read(scope.value).address, as: escaping)
                }))
    }

    /// The name of a partial, for `{{>*name}}`: one of those that an enum lists,
    /// each of which must exist.
    @inlinable
    public static func partial<Name>(_ read: @escaping @Sendable (Root) -> Name) -> Self
    where Name: CaseIterable & RawRepresentable<String> {
        Self(
            Member(
                .partialName,
                choice: Member.Choice(
                    names: Name.allCases.map(\.rawValue),
                    chosen: { scope in (scope as? ScopeOf<Root>).map { read($0.value).rawValue } }
                )))
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
                    output.append(read(scope.value))
                },
                condition: condition { !read($0).utf8.isEmpty },
                entrance: entrance { root in
                    let html = read(root)
                    return html.utf8.isEmpty ? nil : html
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
