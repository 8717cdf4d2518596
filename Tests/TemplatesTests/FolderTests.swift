import Templates
import Testing

/// Parts of a site that have partials and layouts of their own.
@Suite("Folders of templates")
struct FolderTests {
    /// Shows the template `posts/page` among others.
    private func show(_ source: String, with others: [String: String]) throws -> String {
        let sources = others.merging(["posts/page": source]) { $1 }
        let template = try TemplateLibrary(sources: sources)
            .template("posts/page", page: Sample.self, chrome: Chrome.self)
        return String(decoding: template.render(Chrome(), Sample()), as: UTF8.self)
    }

    @Test(
        "what is nearest is included",
        arguments: [
            ("{{>tags}}", ["posts/tags": "near", "tags": "far"], "near"),
            ("{{>tags}}", ["tags": "far"], "far"),
            ("{{>posts/tags}}", ["posts/tags": "near", "tags": "far"], "near"),
            ("{{>notes/tags}}", ["notes/tags": "there", "posts/tags": "near"], "there"),
            ("{{#yes}}{{>tags}}{{/yes}}", ["posts/tags": "near"], "near"),
            ("{{^no}}{{>tags}}{{/no}}", ["posts/tags": "near"], "near"),
            ("{{$a}}{{>tags}}{{/a}}", ["posts/tags": "near"], "near"),
            (
                "{{>posts/a/list}}",
                ["posts/a/list": "{{>tags}}{{>foot}}", "posts/tags": "near", "foot": "far"],
                "nearfar"
            ),
            ("{{>frame}}", ["frame": "{{>tags}}", "posts/tags": "near", "tags": "far"], "far"),
        ])
    func finds(source: String, others: [String: String], expected: String) throws {
        let text = try show(source, with: others)

        #expect(text == expected)
    }

    @Test("a folder's layout extends the site's of the same name")
    func extendsLayout() throws {
        let text = try show(
            "{{<layout}}{{$content}}{{text}}{{/content}}{{/layout}}",
            with: [
                "layout": "<title>{{$title}}{{site}}{{/title}}</title>{{$content}}{{/content}}",
                "posts/layout": "{{<layout}}{{$title}}Posts{{/title}}{{/layout}}",
            ])

        #expect(text == "<title>Posts</title>text")
    }

    @Test("a partial of a folder includes itself over data")
    func includesItself() throws {
        let text = try show(
            "{{#tree}}{{>node}}{{/tree}}",
            with: [
                "posts/node": "{{label}}({{#branches}}{{>node}}{{/branches}})", "node": "far",
            ])

        #expect(text == "X(Y())")
    }

    @Test(
        "what is only in another folder is a mistake, with its place",
        arguments: [
            ("\n {{>tags}}", "posts/page:2:2: there is no template 'tags'"),
            ("{{<tags}}{{/tags}}", "posts/page:1:1: there is no template 'tags'"),
            ("{{>layout}}", "posts/layout:1:3: there is no template 'layout'"),
        ])
    func refuses(source: String, start: String) {
        let others = ["notes/tags": "", "posts/layout": "  {{<layout}}{{/layout}}"]

        #expect {
            try show(source, with: others)
        } throws: { error in
            "\(error)".hasPrefix(start)
        }
    }

    @Test("text has folders too")
    func showsText() throws {
        let partials = try TemplateLibrary(sources: ["a/b": "{{>c}}", "a/c": "near", "c": "far"])

        let text = try TextTemplate("{{>a/b}} {{>c}}", partials: partials).render([:])

        #expect(String(decoding: text, as: UTF8.self) == "near far")
    }
}
