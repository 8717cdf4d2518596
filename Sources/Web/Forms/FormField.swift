/// One field of a form: its name, the property it fills, and what that must be like.
public struct FormField<Model: Sendable>: Sendable {
    let name: String
    // Asked for anew each time, since a path that was put together is not Sendable.
    let property: @Sendable () -> PartialKeyPath<Model>
    let isList: Bool
    let read: @Sendable ([String], inout Model) throws(FormProblem) -> Void
    let problem: @Sendable (Model) -> String?
    let texts: @Sendable (Model) -> [String]

    /// A field that people fill in; of the rules, the first that is broken is told.
    ///
    /// `tidy` makes of a value what is kept of it, before the rules are asked.
    public static func field<Value: FormValue>(
        _ name: String, _ property: any WritableKeyPath<Model, Value> & Sendable,
        tidy: @escaping @Sendable (Value) -> Value = { $0 }, _ rules: FormRule<Value>...
    ) -> FormField {
        FormField(
            name: name, property: { property }, isList: Value.isList,
            read: { (texts, model) throws(FormProblem) in
                if let value = try Value.value(of: texts) { model[keyPath: property] = tidy(value) }
            },
            problem: { model in
                rules.lazy.compactMap { $0.problem(model[keyPath: property]) }.first
            },
            texts: { $0[keyPath: property].formTexts })
    }

    /// A field that the page fills in: one that makes no sense is as good as none.
    public static func hidden<Value: FormValue>(
        _ name: String, _ property: any WritableKeyPath<Model, Value> & Sendable
    ) -> FormField {
        FormField(
            name: name, property: { property }, isList: Value.isList,
            read: { (texts, model) throws(FormProblem) in
                if let value = try? Value.value(of: texts) { model[keyPath: property] = value }
            },
            problem: { _ in nil },
            texts: { $0[keyPath: property].formTexts })
    }
}

extension FormField where Model: FormModel {
    /// The fields of a form within this one: named `prefix.name`, or as they are.
    public static func fields<Part: FormModel>(
        _ prefix: String? = nil, of part: any WritableKeyPath<Model, Part> & Sendable
    ) -> [FormField] {
        Part.fields.map { field in
            FormField(
                name: prefix.map { "\($0).\(field.name)" } ?? field.name,
                property: {
                    (part as PartialKeyPath<Model>).appending(path: field.property()) ?? part
                },
                isList: field.isList,
                read: { (texts, model) throws(FormProblem) in
                    try field.read(texts, &model[keyPath: part])
                },
                problem: { field.problem($0[keyPath: part]) },
                texts: { field.texts($0[keyPath: part]) })
        }
    }
}
