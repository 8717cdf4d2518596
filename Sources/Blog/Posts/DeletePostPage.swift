import Templates
import Web

/// The question before a post is deleted.
struct DeletePostPage: PageContent {
    let title: String
    let slug: String

    static let hasForm = true

    static let fields: TemplateFields<DeletePostPage> = [
        "title": .text { $0.title },
        "action": .text { Address.deletePost($0.slug) },
        "cancelURL": .text { Address.post($0.slug) },
    ]
}
