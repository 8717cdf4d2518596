/// How many elements stay in an array that was added to.
public enum KeptElements: Hashable, Sendable {
    /// At most so many from the start.
    case first(Int)
    /// At most so many from the end.
    case last(Int)

    /// The number as MongoDB writes it.
    var slice: Int {
        switch self {
        case .first(let count): Swift.max(count, 0)
        case .last(let count): -Swift.max(count, 0)
        }
    }
}
