import BSON
import DocumentMapper
import Markdown
import Testing

@testable import Blog
@testable import Web

@Suite("Post form")
struct PostFormTests {
    private func form(
        title: String = "On ink", body: String = "It is black.", tags: String = "", alt: String = ""
    ) throws -> FilledForm<PostForm> {
        try FilledForm<PostForm>(
            Form(fields: [("title", title), ("body", body), ("tags", tags), ("alt", alt)]),
            markdown: MarkdownRenderer())
    }

    @Test func `a title and a text are enough`() throws {
        #expect(try form().isComplete)
    }

    @Test(
        "a title has words and an end",
        arguments: ["", " \n\u{3000}", String(repeating: "a", count: 201)])
    func titles(title: String) throws {
        let form = try form(title: title)

        #expect(form.problem(\.title) != nil && !form.isComplete)
    }

    @Test(
        "a text has words and an end",
        arguments: ["", " \r\n\t", String(repeating: "a", count: 524_289)])
    func bodies(body: String) throws {
        let form = try form(body: body)

        #expect(form.problem(\.body) != nil && !form.isComplete)
    }

    @Test func `tags and descriptions have an end`() throws {
        let form = try form(tags: "a/b", alt: String(repeating: "a", count: 501))

        #expect(form.problem(\.tags) != nil && form.problem(\.alt) != nil && !form.isComplete)
    }

    @Test func `a title is one line`() throws {
        #expect(try form(title: " On \n ink\u{A0}").trimmedTitle == "On ink")
    }

    @Test func `line ends are those of Unix`() throws {
        #expect(try form(body: "a\r\nb\nc").body == "a\nb\nc")
    }

    @Test(
        "a version that is no number is none", arguments: ["", "x", "1.5", "99999999999999999999"])
    func versions(text: String) throws {
        let form = try FilledForm<PostForm>(
            Form(fields: [("version", text)]), markdown: MarkdownRenderer())

        #expect(form.version == 0)
    }

    @Test func `what the mapper finds stands beside its field`() {
        var form = FilledForm<PostForm>()
        let error = ValidationError(failures: ["tags.2": [.init(.custom, "must be short")]])

        form.blame(error.failures.mapValues { $0.map(\.message) })

        #expect(form.problem(\.tags) == "must be short")
    }

    @Test func `a form is filled with what the post holds`() {
        var post = Post(
            title: "On ink", slug: "x", body: "b", tags: ["a", "b"], author: ObjectID())
        post.version = 7

        let form = PostForm(post)

        #expect([form.title, form.body, form.tags, form.alt] == ["On ink", "b", "a, b", ""])
        #expect(form.version == 7 && !form.removesPicture)
    }
}
