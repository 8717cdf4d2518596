import Templates
import Web

/// A tag with the address of its posts.
struct TagLink: TemplateData {
    let name: String

    static let fields: TemplateFields<TagLink> = [
        "name": .text { $0.name },
        "url": .text { Address.tag($0.name) },
    ]
}
