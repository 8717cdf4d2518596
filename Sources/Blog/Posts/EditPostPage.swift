import BSON
import Templates
import Web

/// The form in which posts are written and edited.
@TemplateData
struct EditPostPage: PageContent {
    /// What someone else saved while this form was open.
    @TemplateData
    struct Conflict {
        let title: String
        let body: String
        let tags: String
        let alt: String
        let date: String

        init(_ theirs: Post) {
            title = theirs.title
            body = theirs.body
            tags = TagList(theirs.tags).typed
            alt = theirs.picture?.alt ?? ""
            date = PageDate(theirs.editedAt ?? theirs.createdAt).text
        }
    }

    @NotShown let form: FilledForm<PostForm>
    /// The post that is edited, or `nil` for a new one.
    @NotShown var post: Post?
    var conflict: Conflict?
    let maximumImageSize: String

    var heading: String { post == nil ? "Write a post" : "Edit the post" }
    var action: String { post.map { Address.post($0.slug) } ?? Address.posts() }
    var cancelURL: String { post.map { Address.post($0.slug) } ?? Address.home() }
    var isNew: Bool { post == nil }

    var title: String { form.title }
    var titleError: String? { form.problem(\.title) }
    var body: String { form.body }
    var bodyError: String? { form.problem(\.body) }
    var tags: String { form.tags }
    var tagsError: String? { form.problem(\.tags) }
    var picture: PictureView? { post?.picture.map { PictureView($0, in: .list) } }
    var alt: String { form.alt }
    var altError: String? { form.problem(\.alt) }
    var imageError: String? { form.problem("image") }
    var id: String { form.id.description }
    var version: Int { form.version }
    var removesPicture: Bool { form.removesPicture }
    var pictureNeedsChoosingAgain: Bool { form.choseFile("image") }

    static let hasForm = true
}
