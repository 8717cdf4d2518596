/// A change to stored documents that a new release needs.
///
///     let migrations = Migrations(in: database, [
///         Migration("2026-11 a slug for every post") { run in
///             try await run.each(in: "posts", where: ["slug": ["$exists": false]]) { post in
///                 post["slug"] = .string(slug(of: post["title"]?.string ?? ""))
///             }
///         } backward: { run in
///             try await run.each(in: "posts") { $0["slug"] = nil }
///         }
///     ])
///     try await migrations.apply()
///
/// It works on plain documents rather than on a model, since the model of today
/// is not that of the release it was written for.
public struct Migration: Sendable {
    /// What a migration does, in steps that ``MigrationRun`` takes.
    public typealias Work = @Sendable (MigrationRun) async throws -> Void

    /// What the database knows it by: never change it after a release.
    public let name: String

    let forward: Work
    let backward: Work?

    /// Names a migration and says what it does, and what undoes it if anything can.
    ///
    /// The work runs again from its beginning when it was interrupted; steps that
    /// were finished are passed over. So it must take the same steps each time.
    public init(_ name: String, forward: @escaping Work, backward: Work? = nil) {
        self.name = name
        self.forward = forward
        self.backward = backward
    }
}
