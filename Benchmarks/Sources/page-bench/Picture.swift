import Templates

/// A post's picture.
@TemplateData
struct Picture {
    let id: String
    let width: Int
    let alt: String
}
