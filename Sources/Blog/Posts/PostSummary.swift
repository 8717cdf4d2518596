import Templates

/// A post as lists show it.
struct PostSummary: TemplateData {
    let title: String
    let url: String
    let author: Byline
    let date: PageDate
    let excerpt: String
    let tags: [TagLink]
    let picture: PictureView?

    static let fields: TemplateFields<PostSummary> = [
        "title": .text { $0.title },
        "url": .text { $0.url },
        "authorName": .text { $0.author.name },
        "authorURL": .text { $0.author.url },
        "date": .text { $0.date.text },
        "dateISO": .text { $0.date.iso },
        "excerpt": .text { $0.excerpt },
        "tags": .list { $0.tags },
        "picture": .optionalObject { $0.picture },
    ]
}
