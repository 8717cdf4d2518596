/// What is known of something cached.
public enum Verdict: Hashable, Sendable {
    /// Nothing that it shows has changed.
    case current
    /// It may be right: nobody can tell at the moment. Better than an error, and no more.
    case unknown
    /// Something that it shows has changed, or too much has happened to tell.
    case outdated
}
