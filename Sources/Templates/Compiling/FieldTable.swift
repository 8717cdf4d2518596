/// A table of names whose type is forgotten, as the compiler needs it.
@usableFromInline
protocol FieldTable: Sendable {
    /// Tells tables apart by the type of their values.
    var identifier: ObjectIdentifier { get }

    var names: [String] { get }

    /// A name that stands in the table twice, if one does.
    var repeatedName: String? { get }

    func member(_ name: String) -> Member?

    /// What stands for a name, whatever it is, in values whose names are known
    /// only when they are shown.
    func dynamicMember(_ name: Name) -> Member?
}

extension TemplateFields: FieldTable {
    @usableFromInline
    var identifier: ObjectIdentifier { ObjectIdentifier(Root.self) }

    @usableFromInline
    func member(_ name: String) -> Member? {
        fields[name]?.member
    }

    @usableFromInline
    func dynamicMember(_ name: Name) -> Member? { nil }
}
