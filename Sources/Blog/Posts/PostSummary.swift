import Templates

/// A post as lists show it.
@TemplateData
struct PostSummary {
    let title: String
    let url: String
    let excerpt: String
    let tags: [TagLink]
    let picture: PictureView?

    @NotShown let author: Byline
    var authorName: String { author.name }
    var authorURL: String { author.url }

    @NotShown let moment: PageDate
    var date: String { moment.text }
    var dateISO: String { moment.iso }
}
