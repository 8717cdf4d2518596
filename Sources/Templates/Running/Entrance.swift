/// A field whose value a section enters.
@usableFromInline
struct Entrance: Sendable {
    /// Puts a scope's value for the field, or the first of several, into the
    /// slot; returns `false` when there is none.
    let enter: @Sendable (Scope, inout Scope?) -> Bool

    /// Moves to the next of several values, or returns `false` after the last.
    let advance: (@Sendable (Scope) -> Bool)?

    @usableFromInline
    init(
        enter: @escaping @Sendable (Scope, inout Scope?) -> Bool,
        advance: (@Sendable (Scope) -> Bool)? = nil
    ) {
        self.enter = enter
        self.advance = advance
    }
}
