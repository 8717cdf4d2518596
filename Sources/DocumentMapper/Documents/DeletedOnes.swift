import FoundationEssentials

/// Which documents are in scope, of those that are kept after their deletion.
enum DeletedOnes: Sendable {
    /// Those that are not deleted.
    case hidden
    /// All.
    case shown
    /// Only those that are deleted.
    case alone

    /// The condition, which is none for a model whose documents are not kept.
    func filter<Model: Document>() -> Filter<Model> {
        guard let deletion = Model.deletion else { return .every }
        let date: Date? = nil
        return switch self {
        case .hidden: Filter(deletion.key, "$eq", date)
        case .shown: .every
        case .alone: Filter(deletion.key, "$ne", date)
        }
    }
}
