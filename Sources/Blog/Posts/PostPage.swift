import Templates
import Web

/// One post, whole.
struct PostPage: PageContent {
    /// When a post was last edited.
    struct Edited: TemplateData {
        let date: PageDate

        static let fields: TemplateFields<Edited> = [
            "date": .text { $0.date.text },
            "dateISO": .text { $0.date.iso },
        ]
    }

    let title: String
    let body: SafeHTML
    let author: Byline
    let date: PageDate
    let edited: Edited?
    let tags: [TagLink]
    let picture: PictureView?
    let canEdit: Bool
    let slug: String

    init(_ post: Post, body: SafeHTML, author: Byline, canEdit: Bool) {
        title = post.title
        self.body = body
        self.author = author
        date = PageDate(post.createdAt)
        edited = post.editedAt.map { Edited(date: PageDate($0)) }
        tags = post.tags.map(TagLink.init)
        picture = post.picture.map { PictureView($0, in: .article) }
        self.canEdit = canEdit
        slug = post.slug
    }

    static let fields: TemplateFields<PostPage> = [
        "title": .text { $0.title },
        "bodyHTML": .html { $0.body },
        "authorName": .text { $0.author.name },
        "authorURL": .text { $0.author.url },
        "date": .text { $0.date.text },
        "dateISO": .text { $0.date.iso },
        "edited": .optionalObject { $0.edited },
        "tags": .list { $0.tags },
        "picture": .optionalObject { $0.picture },
        "canEdit": .flag { $0.canEdit },
        "editURL": .text { Address.editPost($0.slug) },
        "deleteURL": .text { Address.deletePost($0.slug) },
    ]
}
