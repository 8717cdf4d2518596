import Templates
import Testing

@Suite("Page")
struct PageTests {
    static let sources = [
        "layout": """
        <!DOCTYPE html>
        <html>
          <head><title>{{$title}}{{site}}{{/title}}</title></head>
          <body>
            {{$main}}{{/main}}
          </body>
        </html>

        """,
        "people/person": "<li>{{name}}, {{address.town}}</li>\n",
        "people/list": """
        {{<layout}}
        {{$title}}{{text}} · {{site}}{{/title}}
        {{$main}}
          <ul>
            {{#people}}
            {{>people/person}}
            {{/people}}
            {{^people}}
            <li>Nobody.</li>
            {{/people}}
          </ul>
          {{{html}}}
        {{/main}}
        {{/layout}}

        """,
    ]

    @Test("a page is its layout, filled, to the byte")
    func fillsLayout() throws {
        let template = try TemplateLibrary(sources: Self.sources)
            .template("people/list", page: Sample.self, chrome: Chrome.self)

        let result = template.render(Chrome(), Sample(text: "<All>"))

        let expected = """
            <!DOCTYPE html>
            <html>
              <head><title>&lt;All&gt; · Inkstone</title></head>
              <body>
                <ul>
                  <li>Ada, Łódź</li>
                  <li>Bob, Łódź</li>
                </ul>
                <b>bold</b>

              </body>
            </html>

            """
        #expect(String(decoding: result, as: UTF8.self) == expected)
    }

    @Test("a template renders many pages at once")
    func rendersConcurrently() async throws {
        let template = try TemplateLibrary(sources: ["page": "{{#words}}({{.}}){{/words}}"])
            .template("page", page: Sample.self, chrome: Chrome.self)

        let results = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask {
                    let words = (0..<number).map(String.init)
                    let page = template.render(Chrome(), Sample(words: words))
                    return page == Array(words.map { "(\($0))" }.joined().utf8)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }

        #expect(results.allSatisfy { $0 })
    }

    @Test("data that nest without measure end the page, not the process")
    func boundsRecursion() throws {
        var tree = Tree(label: "leaf")
        for depth in 0..<2000 {
            tree = Tree(label: "\(depth)", branches: [tree])
        }

        let result = try render(
            "{{#tree}}{{>node}}{{/tree}}", with: ["node": "({{#branches}}{{>node}}{{/branches}})"],
            Sample(tree: tree))

        #expect(result == String(repeating: "(", count: 500) + String(repeating: ")", count: 500))
    }
}
