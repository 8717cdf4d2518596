import Templates
import Web

/// One post, whole.
@TemplateData
struct PostPage: PageContent {
    /// When a post was last edited.
    @TemplateData
    struct Edited {
        @NotShown let moment: PageDate
        var date: String { moment.text }
        var dateISO: String { moment.iso }
    }

    let title: String
    let bodyHTML: SafeHTML
    let edited: Edited?
    let tags: [TagLink]
    let picture: PictureView?
    let canEdit: Bool

    private let author: Byline
    var authorName: String { author.name }
    var authorURL: String { author.url }

    private let moment: PageDate
    var date: String { moment.text }
    var dateISO: String { moment.iso }

    private let slug: String
    var editURL: String { Address.editPost(slug) }
    var deleteURL: String { Address.deletePost(slug) }

    init(_ post: Post, body: SafeHTML, author: Byline, canEdit: Bool) {
        title = post.title
        bodyHTML = body
        self.author = author
        moment = PageDate(post.createdAt)
        edited = post.editedAt.map { Edited(moment: PageDate($0)) }
        tags = post.tags.map(TagLink.init)
        picture = post.picture.map { PictureView($0, in: .article) }
        self.canEdit = canEdit
        slug = post.slug
    }
}
