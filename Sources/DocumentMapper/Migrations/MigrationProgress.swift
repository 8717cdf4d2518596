/// How far a migration has come.
public struct MigrationProgress: Sendable, Hashable {
    /// The migration.
    public let migration: String

    /// Whether it is made or undone.
    public let direction: MigrationDirection

    /// Which of its steps it is at, from zero.
    public let step: Int

    /// The collection whose documents it goes through.
    public let collection: String

    /// How many documents it has looked at in this step, also before it was
    /// interrupted.
    public let seen: Int

    /// How many of them it has changed.
    public let changed: Int
}
