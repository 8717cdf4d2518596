import Templates

/// A post as a list shows it.
struct PostSummary: TemplateData {
    let title: String
    let slug: String
    let excerpt: String
    let author: String?
    let tags: [String]

    static let fields: TemplateFields<PostSummary> = [
        "title": .text(\.title),
        "slug": .text(\.slug),
        "excerpt": .text(\.excerpt),
        "author": .optionalText(\.author),
        "tags": .texts(\.tags),
    ]

    init(number: Int) {
        title = "Ink, Stone & River \(number)"
        slug = "post-\(number)"
        excerpt = String(repeating: "Paper lanterns on the river. ", count: 10)
        author = number.isMultiple(of: 2) ? "Basho" : nil
        tags = ["swift", "mongodb"]
    }
}
