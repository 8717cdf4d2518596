public import BSON

/// A condition that documents of a model meet or fail.
///
/// Filters come from comparing fields: `$0.slug == slug && $0.publishedAt != nil`.
/// A value is always compared, never obeyed: whatever stands to the right of an
/// operator, MongoDB takes literally.
public struct Filter<Model>: Sendable, Hashable {
    let condition: Condition

    init(_ condition: Condition) {
        self.condition = condition
    }

    /// The same condition of documents of another model.
    init<Other>(_ filter: Filter<Other>) {
        condition = filter.condition
    }

    /// Compares a field with a value.
    init(_ path: String, _ name: String, _ value: some BSONEncodable) {
        condition = Condition(path, name, value)
    }

    /// Asks of a field what is said in documents.
    init(_ path: String, _ name: String, _ operand: () throws(BSONError) -> BSONDocument) {
        condition = Condition(path, name, operand)
    }

    /// Asks of the whole document what is said in a value.
    init(_ name: String, operand: Result<BSONValue, BSONError>) {
        condition = Condition(name, operand: operand)
    }

    /// Matches every document.
    ///
    /// It exists to be spelt out where a condition is asked for:
    /// `posts.delete { _ in .every }` says what it does.
    public static var every: Filter { Filter(.every) }

    /// Takes a condition in MongoDB's own words.
    ///
    /// Operators in it are obeyed, so never put a value into it that a visitor
    /// chose.
    public static func raw(_ condition: BSONDocument) -> Filter {
        Filter(Condition([condition]))
    }

    /// Returns the condition in MongoDB's own words.
    ///
    /// - Throws: `BSONError` if a value is one that BSON cannot hold.
    public func document() throws(BSONError) -> BSONDocument {
        try condition.document()
    }

    /// Matches documents that meet both conditions.
    public static func && (first: Filter, second: Filter) -> Filter {
        Filter(first.condition && second.condition)
    }

    /// Matches documents that meet either condition, or both.
    public static func || (first: Filter, second: Filter) -> Filter {
        Filter(Condition("$or", of: [first.condition, second.condition]))
    }

    /// Matches documents that fail the condition.
    public static prefix func ! (filter: Filter) -> Filter {
        Filter(!filter.condition)
    }
}
