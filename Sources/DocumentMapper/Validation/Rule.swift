import BSON

/// What a value must be.
///
/// Rules stand beside the property they are for:
///
///     @Rules(.length(1...200)) var title: String
///     @Rules(.slug) var slug: String
///     @Rules(.each(.length(1...40)), .length(0...10)) var tags: [String] = []
///
/// A rule that is not one for the property's type does not compile. `nil` breaks none.
public struct Rule<Value: Sendable>: Sendable {
    /// Notes what is wrong with a value.
    package let check: @Sendable (Value, inout Validation) -> Void

    /// What the server is told, in the words of `$jsonSchema`; `nil` if it cannot be
    /// told.
    let schema: BSONDocument?

    /// Whether it is for each element by itself, so that it holds for some of them too.
    let isForElements: Bool

    init(
        schema: BSONDocument?, isForElements: Bool = false,
        check: @escaping @Sendable (Value, inout Validation) -> Void
    ) {
        self.schema = schema
        self.isForElements = isForElements
        self.check = check
    }
}
