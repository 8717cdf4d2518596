/// A request that would change something and did not come from one of the site's
/// own forms, or from one that has expired.
struct ForgedRequest: Error, Hashable {
    /// What was missing or wrong, for the log.
    let reason: String
}
