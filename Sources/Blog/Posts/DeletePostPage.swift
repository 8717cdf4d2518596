import Templates
import Web

/// The question before a post is deleted.
@TemplateData
struct DeletePostPage: PageContent {
    let title: String

    @NotShown let slug: String
    var action: String { Address.deletePost(slug) }
    var cancelURL: String { Address.post(slug) }

    static let hasForm = true
}
