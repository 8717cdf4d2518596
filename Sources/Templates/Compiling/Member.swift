/// A field whose type is forgotten: what a template may do with it.
@usableFromInline
struct Member: Sendable {
    @usableFromInline
    enum Kind: String, Sendable {
        case text = "a text"
        case number = "a number"
        case flag = "a flag"
        case html = "markup"
        case object = "an object"
        case list = "a list"
    }

    /// Writes the value that a scope has for the field.
    @usableFromInline
    typealias Writer = @Sendable (Scope, Escaping, inout Output) -> Void

    /// Whether a section that depends on the field is shown.
    @usableFromInline
    typealias Condition = @Sendable (Scope) -> Bool

    let kind: Kind
    let writer: Writer?
    let condition: Condition?
    let entrance: Entrance?

    /// The names in the value, asked for late: a table may lead back to itself.
    let fields: (@Sendable () -> any FieldTable)?

    @usableFromInline
    init(
        _ kind: Kind, writer: Writer? = nil, condition: Condition? = nil,
        entrance: Entrance? = nil, fields: (@Sendable () -> any FieldTable)? = nil
    ) {
        self.kind = kind
        self.writer = writer
        self.condition = condition
        self.entrance = entrance
        self.fields = fields
    }
}
