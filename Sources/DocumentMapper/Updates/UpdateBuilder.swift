/// Collects the changes of an update, one on each line.
///
/// A block without a single change does not compile. One whose every change is
/// behind an `if` may come out empty; then nothing is sent.
@resultBuilder
public enum UpdateBuilder<Model> {
    /// Takes one change.
    public static func buildExpression(_ change: Change<Model>) -> [Change<Model>] {
        [change]
    }

    /// Joins the lines of a block.
    public static func buildBlock(
        _ first: [Change<Model>], _ rest: [Change<Model>]...
    ) -> [Change<Model>] {
        first + rest.joined()
    }

    /// Takes the changes behind an `if`.
    public static func buildOptional(_ changes: [Change<Model>]?) -> [Change<Model>] {
        changes ?? []
    }

    /// Takes the changes behind an `if` with an `else`.
    public static func buildEither(first changes: [Change<Model>]) -> [Change<Model>] {
        changes
    }

    /// Takes the changes behind an `else`.
    public static func buildEither(second changes: [Change<Model>]) -> [Change<Model>] {
        changes
    }

    /// Joins the changes of a loop.
    public static func buildArray(_ changes: [[Change<Model>]]) -> [Change<Model>] {
        Array(changes.joined())
    }
}
