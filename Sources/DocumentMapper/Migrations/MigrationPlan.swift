/// What the database has been through, and what is still to come.
public struct MigrationPlan: Sendable, Hashable {
    /// Finished, in the order in which they are declared.
    public let applied: [String]

    /// Begun and not finished, with the direction: ``Migrations/apply(upTo:patience:onProgress:)``
    /// or ``Migrations/revert(_:patience:onProgress:)`` goes on where they stopped.
    public let interrupted: [String: MigrationDirection]

    /// Not begun, in the order in which they will be applied.
    public let pending: [String]

    /// Finished or begun by a release that declared them, and not declared now.
    public let unknown: [String]

    /// Whether there is nothing to apply.
    public var isEmpty: Bool { pending.isEmpty && interrupted.isEmpty }

    init(declared: [Migration], records: [MigrationRecord]) {
        let records = Dictionary(records.map { ($0.id, $0) }) { first, _ in first }
        let names = declared.map(\.name)
        applied = names.filter { records[$0]?.isFinished == true }
        pending = names.filter { records[$0] == nil }
        interrupted = records.filter { names.contains($0.key) && !$0.value.isFinished }
            .mapValues(\.direction)
        unknown = records.keys.filter { !names.contains($0) }.sorted()
    }
}

extension MigrationPlan: CustomStringConvertible {
    /// A line for each migration that is not simply applied.
    public var description: String {
        let lines =
            interrupted.sorted { $0.key < $1.key }.map { "~ \($0.key) (\($0.value.rawValue))" }
            + pending.map { "+ \($0)" } + unknown.map { "? \($0)" }
        return lines.joined(separator: "\n")
    }
}
