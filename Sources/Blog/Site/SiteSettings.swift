import DocumentMapper

/// What the owner decides about the whole site.
@Document("settings")
struct SiteSettings: Hashable {
    /// The one settings document's identifier.
    static let siteID = "site"

    var id: String = SiteSettings.siteID
    var title = "Inkstone"
    var tagline: String?
    /// The language of the pages (BCP 47), for browsers and screen readers.
    var language = "en"
}
