/// The site at one moment, as the chrome of a page shows it.
struct SiteState: Sendable {
    let settings: SiteSettings
    /// Whether nobody owns the site yet.
    let needsSetup: Bool
}
