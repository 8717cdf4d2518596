import FoundationEssentials

/// Which documents are in scope, of those that are kept after their deletion.
enum DeletedOnes: Sendable {
    /// Those that are not deleted.
    case hidden
    /// All.
    case shown
    /// Only those that are deleted.
    case alone

    /// The condition on the element that has the time of the deletion: none for a model
    /// whose documents are not kept.
    func condition(on key: String?) -> Condition {
        guard let key else { return .every }
        let date: Date? = nil
        return switch self {
        case .hidden: Condition(key, "$eq", date)
        case .shown: .every
        case .alone: Condition(key, "$ne", date)
        }
    }
}
