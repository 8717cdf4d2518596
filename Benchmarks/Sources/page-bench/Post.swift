import Templates

/// A post as a list shows it.
@TemplateData
struct Post {
    let title: String
    let slug: String
    let excerpt: String
    let author: String?
    let tags: [String]
    let picture: Picture?

    init(number: Int) {
        title = "Ink, Stone & River \(number)"
        slug = "post-\(number)"
        excerpt = String(repeating: "Paper lanterns on the river. ", count: 9)
        author = number.isMultiple(of: 2) ? "Basho" : nil
        tags = ["swift", "mongodb"]
        picture = number.isMultiple(of: 3) ? nil : Picture(id: slug, width: 640, alt: "A river")
    }
}
