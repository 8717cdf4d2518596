import Templates
import Web

/// What someone typed into a field of a form that could not be taken.
@TemplateData
struct TypedText {
    let name: String
    let label: String
    let text: String

    /// Whether the text has several lines.
    var isLong: Bool { name == "body" }

    /// The fields that hold words worth keeping: never passwords or tokens.
    private static let labels = [
        ("title", "Title"), ("body", "Text"), ("tags", "Tags"), ("alt", "What the picture shows"),
    ]

    /// What a form says, field by field.
    static func all(in form: Form) -> [TypedText] {
        labels.compactMap { name, label in
            guard let text = form.all(name).first, !text.isEmpty else { return nil }
            return TypedText(name: name, label: label, text: text)
        }
    }
}
