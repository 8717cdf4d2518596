import BSON

/// How many elements an array has, to be compared with a number.
///
/// An array has at least three elements if there is one at position 2: so asked, a
/// missing array counts as an empty one, as it reads.
public struct ElementCount<Root>: Sendable {
    let path: String

    /// Matches documents whose array has so many elements.
    public static func == (count: ElementCount, number: Int) -> Filter<Root> {
        number == 0 ? count < 1 : Filter(count.path, "$size", number)
    }

    /// Matches documents whose array has so many elements or more.
    public static func >= (count: ElementCount, number: Int) -> Filter<Root> {
        number <= 0 ? .every : Filter("\(count.path).\(number - 1)", "$exists", true)
    }

    /// Matches documents whose array has fewer elements.
    public static func < (count: ElementCount, number: Int) -> Filter<Root> {
        number <= 0 ? !.every : Filter("\(count.path).\(number - 1)", "$exists", false)
    }

    /// Matches documents whose array has more elements.
    public static func > (count: ElementCount, number: Int) -> Filter<Root> {
        number == .max ? !.every : count >= number + 1
    }

    /// Matches documents whose array has so many elements or fewer.
    public static func <= (count: ElementCount, number: Int) -> Filter<Root> {
        number == .max ? .every : count < number + 1
    }
}
