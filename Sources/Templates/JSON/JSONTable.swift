/// The names in JSON: any, because they are known only when it is shown.
struct JSONTable: FieldTable {
    var identifier: ObjectIdentifier { ObjectIdentifier(JSONContext.self) }
    var names: [String] { [] }
    var repeatedName: String? { nil }

    func member(_ name: String) -> Member? { nil }

    func dynamicMember(_ name: Name) -> Member? {
        Member(
            .any,
            writer: { scope, escaping, output in
                guard let context = scope.json else { return }
                output.append(context.value(of: name).plainText, as: escaping)
            },
            condition: { scope in scope.json?.value(of: name).isShown ?? false },
            entrance: Entrance(
                enter: { scope, slot in
                    let values = scope.json?.values(of: name) ?? []
                    guard let first = values.first else { return false }
                    ScopeOf<JSONContext>.place(first, before: values[1...], in: &slot)
                    return true
                },
                advance: { scope in (scope as? ScopeOf<JSONContext>)?.advance() ?? false }),
            fields: { JSONTable() },
            choice: Member.Choice(
                names: nil, chosen: { scope in scope.json?.value(of: name).plainText }))
    }
}

extension Scope {
    fileprivate var json: JSONContext? { (self as? ScopeOf<JSONContext>)?.value }
}

extension JSONValue {
    /// What a tag shows of the value: nothing for `null`, a text as it is, and
    /// anything else as JSON.
    fileprivate var plainText: String {
        switch self {
        case .null: ""
        case .text(let text): text
        case .bool, .number, .list, .object: json
        }
    }
}
