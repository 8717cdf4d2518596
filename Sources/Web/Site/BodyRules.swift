/// What reading the bodies of a site's requests needs of the site.
final class BodyRules: Sendable {
    let flight: BytesInFlight
    let formLimits: FormLimits
    /// Where uploads lie while their request lasts.
    let folder: String

    init(_ settings: WebSettings) {
        flight = BytesInFlight(limit: settings.connections.bytesInFlight)
        formLimits = settings.formLimits
        folder = settings.uploadFolder
    }
}
