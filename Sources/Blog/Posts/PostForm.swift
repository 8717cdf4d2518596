import BSON
import Markdown
import Web

/// The form of a post as it was filled in, with what is wrong with it.
struct PostForm: Sendable {
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
    /// Whether a file was chosen, which a browser cannot keep in a form that
    /// comes back.
    var choseFile = false

    var titleProblem: String?
    var bodyProblem: String?
    var tagsProblem: String?
    var pictureProblem: String?
    var altProblem: String?

    init() {}

    /// A form filled with what a post holds.
    init(_ post: Post) {
        id = post.id
        title = post.title
        body = post.body
        tags = TagList(post.tags).typed
        alt = post.picture?.alt ?? ""
        version = post.version
    }

    /// A form as the browser sent it, checked.
    ///
    /// - Throws: `HTTPError` 400 when a field came twice.
    init(_ form: Form, markdown: MarkdownRenderer) throws {
        id = ObjectID(try form.one("id") ?? "") ?? ObjectID()
        title = try form.one("title") ?? ""
        // Browsers send CRLF for every line end of a text area (HTML, "form
        // submission"); posts are stored with the LF that people typed.
        body = (try form.one("body") ?? "").replacing("\r\n", with: "\n")
        tags = try form.one("tags") ?? ""
        alt = try form.one("alt") ?? ""
        version = Int(try form.one("version") ?? "") ?? 0
        removesPicture = form.isChecked("removeImage")
        choseFile = form.file("image") != nil || form.hasTooLargeFile("image")
        check(markdown)
    }

    private mutating func check(_ markdown: MarkdownRenderer) {
        let words = trimmedTitle
        if words.isEmpty {
            titleProblem = "Give the post a title."
        } else if words.exceeds(PostForm.maximumTitleLength) {
            titleProblem =
                "The title is too long: at most \(PostForm.maximumTitleLength) characters."
        }
        if body.allSatisfy(\.isWhitespace) {
            bodyProblem = "Write something first."
        } else if body.utf8.count > PostForm.maximumBodyBytes {
            bodyProblem =
                "The post is too long: at most \(PostForm.maximumBodyBytes / 1024) KB of text."
        } else {
            // What cannot be shown is not stored.
            do { _ = try markdown.bytes(body) } catch { bodyProblem = error.description }
        }
        tagsProblem = TagList(typed: tags).problem
        if alt.exceeds(PostForm.maximumAltLength) {
            altProblem =
                "The description is too long: at most \(PostForm.maximumAltLength) characters."
        }
    }

    /// The title in one line, without space around it.
    var trimmedTitle: String {
        title.oneLine
    }

    /// Whether the post can be saved as it is.
    var isComplete: Bool {
        titleProblem == nil && bodyProblem == nil && tagsProblem == nil && pictureProblem == nil
            && altProblem == nil
    }
}
