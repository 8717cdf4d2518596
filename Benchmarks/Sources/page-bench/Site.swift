import Templates

/// What every page shows.
struct Site: TemplateData {
    let title: String

    static let fields: TemplateFields<Site> = ["siteTitle": .text(\.title)]
}
