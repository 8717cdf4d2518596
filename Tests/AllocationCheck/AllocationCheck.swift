import CAllocations
import Templates

/// Fails if rendering asks for memory for each tag.
///
/// A page with twice as many rows may need a longer buffer and no more. That holds for
/// optimized code only, and is counted by a malloc of the program's own, so this is no
/// test among the others: `make check-allocations`.
@main
enum AllocationCheck {
    private struct TooMany: Error {
        let once: Int
        let twice: Int
    }

    private static let source = """
        {{<layout}}
        {{$main}}
        {{#rows}}
        <a href="{{address}}" title="{{title}}">{{title}}</a>{{#note}} ({{.}}){{/note}}
        {{#isNew}}new{{/isNew}}{{^isNew}}old{{/isNew}}
        {{#words}}<i>{{.}}</i>{{/words}} {{>row}}
        {{/rows}}
        {{/main}}
        {{/layout}}

        """

    static func main() throws {
        let template = try TemplateLibrary(sources: [
            "layout": "<title>{{site}}</title>{{$main}}{{/main}}", "row": "<b>{{title}}</b>",
            "rows": source,
        ]).template("rows", page: Page.self, chrome: Chrome.self)
        let once = allocations(for: 200, template)
        let twice = allocations(for: 400, template)
        print("A page of 200 rows asks for memory \(once) times, one of 400 rows \(twice) times")
        guard once > 0, twice - once < 10 else { throw TooMany(once: once, twice: twice) }
    }

    /// How often memory is asked for to render so many rows, each of a dozen tags.
    private static func allocations(for rows: Int, _ template: Template<Chrome, Page>) -> Int {
        let page = Page(rows: (0..<rows).map(Row.init))
        // What the first time needs, such as the metadata of types, is no part of a page.
        _ = template.render(Chrome(), page)
        let before = allocations_count()
        _ = template.render(Chrome(), page)
        return allocations_count() - before
    }
}

@TemplateData
struct Chrome {
    let site = "Ink & Stone, a name that is too long to lie within a value"
}

@TemplateData
struct Page {
    let rows: [Row]
}

@TemplateData
struct Row {
    let title: String
    let address: String
    let note: String?
    let isNew: Bool
    let words = ["ink", "paper & brush", "a stone to rub ink on, with water"]

    init(_ number: Int) {
        title = "The row with the number \(number) & a title that is <long>"
        address = "/posts/the-row-with-the-number-\(number)"
        note = number % 2 == 0 ? "an even number \(number) with a note" : nil
        isNew = number % 3 == 0
    }
}
