import Templates
import Testing

/// What `@TemplateData` makes of properties, and what templates do with them.
@Suite("Typed data")
struct TypedDataTests {
    enum Kind: String, TemplatePartialName, CaseIterable {
        case photo = "media/photo"
        case film = "media/film"
    }

    @TemplateData
    struct Medium {
        var kind: Kind
        var url = "/1"
    }

    @TemplateData
    struct Gallery {
        var media = [Medium(kind: .film), Medium(kind: .photo, url: "/2")]
        var first: Medium { media[0] }
        var last: Medium { media[1] }
        var count: Int? = 2
        var none: Int?
        var sizes = [320, 640]
        var pieces = [SafeHTML(trusting: "<i>1</i>"), SafeHTML(trusting: "<i>2</i>")]
        var url = "/outer"
        @NotShown var secret = "secret"
    }

    static let partials = [
        "media/photo": "<img src=\"{{url}}\">", "media/film": "<video src=\"{{url}}\"></video>",
    ]

    private func render(
        _ source: String, with partials: [String: String] = partials
    ) throws -> String {
        let template = try TemplateLibrary(sources: partials.merging(["page": source]) { $1 })
            .template("page", page: Gallery.self, chrome: Chrome.self)
        return String(decoding: template.render(Chrome(), Gallery()), as: UTF8.self)
    }

    @Test(
        "each property is shown by its type",
        arguments: [
            ("{{count}}({{none}})", "2()"),
            ("{{#sizes}}{{.}},{{/sizes}}", "320,640,"),
            ("{{#pieces}}{{{.}}}{{/pieces}}", "<i>1</i><i>2</i>"),
            ("{{first.url}}", "/1"),
            ("{{#media}}{{.url}}{{/media}}{{.url}}", "/1/2/outer"),
        ])
    func shows(source: String, expected: String) throws {
        let result = try render(source)

        #expect(result == expected)
    }

    @Test(
        "a value chooses among partials",
        arguments: [
            ("{{#media}}{{>*kind}}{{/media}}", "<video src=\"/1\"></video><img src=\"/2\">"),
            ("{{>*first.kind}}", "<video src=\"/outer\"></video>"),
            ("{{>*last.kind}}{{last.url}}", "<img src=\"/outer\">/2"),
            ("<pre>{{>*first.kind}}</pre>", "<pre>\n<video src=\"/outer\"></video></pre>"),
            ("<p>\n  {{>*first.kind}}\n</p>", "<p>\n  <video src=\"/outer\"></video></p>"),
        ])
    func chooses(source: String, expected: String) throws {
        let result = try render(source)

        #expect(result == expected)
    }

    @Test("a value fills the blocks of the parent it chooses")
    func fillsBlocks() throws {
        let partials = ["media/photo": "p{{$a}}{{/a}}", "media/film": "f{{$a}}{{/a}}"]

        let result = try render(
            "{{#media}}{{<*kind}}{{$a}}[{{url}}]{{/a}}{{/*kind}}{{/media}}", with: partials)

        #expect(result == "f[/1]p[/2]")
    }

    @Test(
        "a choice that cannot work is refused at start",
        arguments: [
            (
                "{{>*first.kind}}", ["media/photo": ""],
                "page:1:1: there is no template 'media/film'; there are media/photo, page"
            ),
            (
                "{{#media}}{{>*kind}}{{/media}}", ["media/photo": "", "media/film": "\n{{ulr}}"],
                "media/film:2:1: nothing here is called 'ulr'; did you mean 'url'? (in the page 'page')"
            ),
            ("{{>*url}}", [:], "page:1:1: 'url' is a text, which names no template"),
            ("{{>*knid}}", [:], "page:1:1: nothing here is called 'knid'"),
            (
                "{{first.kind}}", partials,
                "page:1:1: 'first.kind' is the name of a partial, which has nothing to write"
            ),
            ("{{secret}}", [:], "page:1:1: nothing here is called 'secret'"),
            ("{{#media}}{{.count}}{{/media}}", [:], "page:1:11: nothing here is called 'count'"),
        ])
    func refuses(source: String, partials: [String: String], description: String) {
        let error = #expect(throws: TemplateError.self) { try render(source, with: partials) }

        #expect(error?.description.hasPrefix(description) ?? false, "\(error?.description ?? "")")
    }
}
