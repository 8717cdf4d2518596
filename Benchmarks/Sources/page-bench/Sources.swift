/// The templates of the page: a layout, a list that fills it and an entry, which
/// both engines take as they are.
enum Sources {
    static let all = [
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
        <main>
        {{$content}}{{/content}}
        </main>
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
        {{#picture}}<img src="/images/{{id}}" width="{{width}}" alt="{{alt}}">{{/picture}}
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
}
