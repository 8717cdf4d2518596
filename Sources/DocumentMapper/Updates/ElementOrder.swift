/// How the elements of an array that was added to are sorted.
public enum ElementOrder: Hashable, Sendable {
    /// From the least to the greatest.
    case ascending
    /// From the greatest to the least.
    case descending
}
