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
        case json = "JSON"
        case partialName = "the name of a partial"
        case trustedAddress = "an address"

        /// What comes from data whose types are known only when they are shown.
        case any = "a value"
    }

    /// Writes the value that a scope has for the field.
    @usableFromInline
    typealias Writer = @Sendable (Scope, Escaping, inout Output) -> Void

    /// Whether a section that depends on the field is shown.
    @usableFromInline
    typealias Condition = @Sendable (Scope) -> Bool

    /// The templates that a field may name, and which one a scope's does.
    @usableFromInline
    struct Choice: Sendable {
        /// `nil` for any of the library's.
        let names: [String]?
        let chosen: @Sendable (Scope) -> String?

        @usableFromInline
        init(names: [String]?, chosen: @escaping @Sendable (Scope) -> String?) {
            self.names = names
            self.chosen = chosen
        }
    }

    let kind: Kind
    let writer: Writer?
    let condition: Condition?
    let entrance: Entrance?

    /// The names in the value, asked for late: a table may lead back to itself.
    let fields: (@Sendable () -> any FieldTable)?

    let choice: Choice?

    @usableFromInline
    init(
        _ kind: Kind, writer: Writer? = nil, condition: Condition? = nil,
        entrance: Entrance? = nil, fields: (@Sendable () -> any FieldTable)? = nil,
        choice: Choice? = nil
    ) {
        self.kind = kind
        self.writer = writer
        self.condition = condition
        self.entrance = entrance
        self.fields = fields
        self.choice = choice
    }
}
