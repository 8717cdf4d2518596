import Templates

/// What every page shows.
@TemplateData
struct Site {
    let siteTitle: String

    static let sample = Site(siteTitle: "Ink & Stone")
}
