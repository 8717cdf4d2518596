import Templates
import Web

/// A tag with the address of its posts.
@TemplateData
struct TagLink {
    let name: String
    var url: String { Address.tag(name) }
}
