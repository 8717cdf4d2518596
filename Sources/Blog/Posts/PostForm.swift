import BSON
import Markdown
import Web

/// The form in which a post is written.
struct PostForm: FormModel {
    /// The longest title in characters.
    static let maximumTitleLength = 200

    /// The longest body in bytes of UTF-8: about a novel of 80,000 words.
    static let maximumBodyBytes = 512 * 1024

    /// The longest description of a picture in characters.
    static let maximumAltLength = 500

    /// The identifier that a new post will have: made with the form, so that a
    /// form sent twice makes one post.
    var id = ObjectID()
    var title = ""
    var body = ""
    var tags = ""
    var alt = ""
    /// The version of the post that the form was made from.
    var version = 0
    var removesPicture = false

    static let fields: [FormField<PostForm>] = [
        .hidden("id", \.id),
        .hidden("version", \.version),
        .field(
            "title", \.title,
            .must("Give the post a title.") { !$0.oneLine.isEmpty },
            .must("The title is too long: at most \(maximumTitleLength) characters.") {
                !$0.oneLine.exceeds(maximumTitleLength)
            }),
        // Browsers send CRLF for every line end of a text area (HTML, "form
        // submission"); posts are stored with the LF that people typed.
        .field(
            "body", \.body, tidy: { $0.replacing("\r\n", with: "\n") },
            .must("Write something first.") { !$0.allSatisfy(\.isWhitespace) },
            .must("The post is too long: at most \(maximumBodyBytes / 1024) KB of text.") {
                $0.utf8.count <= maximumBodyBytes
            }),
        .field("tags", \.tags, .problem { TagList(typed: $0).problem }),
        .field(
            "alt", \.alt,
            .must("The description is too long: at most \(maximumAltLength) characters.") {
                !$0.exceeds(maximumAltLength)
            }),
        .field("removeImage", \.removesPicture),
    ]

    /// The title in one line, without space around it.
    var trimmedTitle: String { title.oneLine }
}

extension PostForm {
    /// A form filled with what a post holds.
    init(_ post: Post) {
        id = post.id
        title = post.title
        body = post.body
        tags = TagList(post.tags).typed
        alt = post.picture?.alt ?? ""
        version = post.version
    }
}

extension FilledForm<PostForm> {
    /// A form as the browser sent it, checked: what cannot be shown is not stored.
    ///
    /// - Throws: `HTTPError` 400 when a field came twice.
    init(_ form: Form, markdown: MarkdownRenderer) throws {
        try self.init(form)
        guard problem(\.body) == nil else { return }
        do { _ = try markdown.bytes(values.body) } catch { blame(\.body, error.description) }
    }
}
