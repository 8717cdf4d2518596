import Measuring
import Templates

/// The workload of a page: twenty posts, about 14 KB of HTML.
struct PostListPage: TemplateData {
    let posts: [PostSummary]

    static let fields: TemplateFields<PostListPage> = ["posts": .list(\.posts)]

    private static let sources = [
        "layout": """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>{{siteTitle}}</title>
        <link rel="stylesheet" href="/static/css/site.css">
        </head>
        <body>
        <header><a class="brand" href="/">{{siteTitle}}</a></header>
        <main>{{$content}}{{/content}}</main>
        </body>
        </html>
        """,
        "index": """
        {{<layout}}
        {{$content}}
        {{#posts}}
        {{>entry}}
        {{/posts}}
        {{/content}}
        {{/layout}}
        """,
        "entry": """
        <article class="entry">
        <h2><a href="/posts/{{slug}}">{{title}}</a></h2>
        <p class="entry-excerpt">{{excerpt}}</p>
        <p class="byline">{{#author}}By {{author}}{{/author}}{{^author}}By nobody{{/author}}</p>
        <ul class="tags" aria-label="Tags">
        {{#tags}}
        <li><a href="/tags/{{.}}" rel="tag">{{.}}</a></li>
        {{/tags}}
        </ul>
        <p class="more"><a href="/posts/{{slug}}" aria-label="Read {{title}}">Read on</a></p>
        </article>
        """,
    ]

    /// Renders the page.
    static func render(_ count: Int) async throws -> Measurement {
        let template = try TemplateLibrary(sources: sources)
            .template("index", page: PostListPage.self, chrome: Site.self)
        let site = Site(title: "Ink & Stone")
        let page = PostListPage(posts: (1...20).map { PostSummary(number: $0) })
        let expected = template.render(site, page).count
        try WorkloadError.check((13_000...15_000).contains(expected), "\(expected) bytes")
        return try await .of {
            var size = 0
            for _ in 0..<count { size += template.render(site, page).count }
            try WorkloadError.check(size == count * expected, "the pages differ in length")
            return count
        }
    }
}
