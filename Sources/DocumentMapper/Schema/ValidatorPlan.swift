/// What it takes for the server to check what the model says.
public struct ValidatorPlan<Model: Document>: Sendable, Hashable {
    /// What the model says, as strictly as was asked for.
    public let declared: ValidatorSettings

    /// What the server has; `nil` if there is no collection.
    public let stored: ValidatorSettings?

    /// Whether the server has the collection at all.
    public var collectionExists: Bool { stored != nil }

    /// Whether the server has what the model says.
    public var isEmpty: Bool { stored == declared }
}

extension ValidatorPlan: CustomStringConvertible {
    /// A line for each difference, to show before applying it.
    public var description: String {
        guard let stored else { return "+ \(Model.collection) validator" }
        var lines: [String] = []
        if stored.condition != declared.condition { lines.append("~ \(Model.collection) schema") }
        if stored.level != declared.level {
            lines.append("~ \(Model.collection) level \(stored.level) → \(declared.level)")
        }
        if stored.action != declared.action {
            lines.append("~ \(Model.collection) action \(stored.action) → \(declared.action)")
        }
        return lines.joined(separator: "\n")
    }
}
