import BSON
import Templates
import Web

/// The form in which posts are written and edited.
struct EditPostPage: PageContent {
    /// What someone else saved while this form was open.
    struct Conflict: TemplateData {
        let title: String
        let body: String
        let tags: String
        let alt: String
        let date: PageDate

        init(_ theirs: Post) {
            title = theirs.title
            body = theirs.body
            tags = TagList(theirs.tags).typed
            alt = theirs.picture?.alt ?? ""
            date = PageDate(theirs.editedAt ?? theirs.createdAt)
        }

        static let fields: TemplateFields<Conflict> = [
            "title": .text { $0.title },
            "body": .text { $0.body },
            "tags": .text { $0.tags },
            "alt": .text { $0.alt },
            "date": .text { $0.date.text },
        ]
    }

    let form: FilledForm<PostForm>
    /// The post that is edited, or `nil` for a new one.
    var post: Post?
    var conflict: Conflict?
    let maximumImageSize: String

    static let hasForm = true

    static let fields: TemplateFields<EditPostPage> = [
        "heading": .text { $0.post == nil ? "Write a post" : "Edit the post" },
        "action": .text { $0.post.map { Address.post($0.slug) } ?? Address.posts() },
        "cancelURL": .text { $0.post.map { Address.post($0.slug) } ?? Address.home() },
        "isNew": .flag { $0.post == nil },
        "title": .text { $0.form.title },
        "titleError": .optionalText { $0.form.problem(\.title) },
        "body": .text { $0.form.body },
        "bodyError": .optionalText { $0.form.problem(\.body) },
        "tags": .text { $0.form.tags },
        "tagsError": .optionalText { $0.form.problem(\.tags) },
        "picture": .optionalObject { $0.post?.picture.map { PictureView($0, in: .list) } },
        "alt": .text { $0.form.alt },
        "altError": .optionalText { $0.form.problem(\.alt) },
        "imageError": .optionalText { $0.form.problem("image") },
        "id": .text { $0.form.id.description },
        "version": .number { $0.form.version },
        "removesPicture": .flag { $0.form.removesPicture },
        "conflict": .optionalObject { $0.conflict },
        "pictureNeedsChoosingAgain": .flag { $0.form.choseFile("image") },
        "maximumImageSize": .text { $0.maximumImageSize },
    ]
}
