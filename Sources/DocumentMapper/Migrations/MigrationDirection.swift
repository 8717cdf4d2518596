/// Whether a migration is made or undone.
public enum MigrationDirection: String, Sendable {
    /// From the old release to the new one.
    case forward
    /// Back to the old release.
    case backward

    func work(of migration: Migration) -> Migration.Work? {
        switch self {
        case .forward: migration.forward
        case .backward: migration.backward
        }
    }
}
