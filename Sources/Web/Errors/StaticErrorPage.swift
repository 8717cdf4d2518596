import HTTPTypes

/// The page for a failure when the site's own page failed too.
///
/// It needs no template, file, store or other request.
enum StaticErrorPage {
    private static let style = """
        body{margin:4rem auto;max-width:34rem;padding:0 1rem;font:1.1rem/1.6 system-ui,sans-serif;\
        color:#222;background:#fdfdfc}h1{font-size:1.8rem}small{color:#666}a{color:#1a4f8b}\
        @media(prefers-color-scheme:dark){body{color:#ddd;background:#1b1b1b}\
        small{color:#999}a{color:#8db9ec}}
        """

    /// The content policy under which the page's own style, and nothing else, works.
    static let contentSecurityPolicy: String = {
        let digest = Base64URL.encode(Sodium.sha256(Array(style.utf8)))
            .replacing("-", with: "+").replacing("_", with: "/")
        return "default-src 'none'; style-src 'sha256-\(digest)='; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'"
    }()

    /// Returns the whole page.
    static func html(_ page: ErrorPage) -> [UInt8] {
        let title = HTMLText.escape(page.title)
        let text = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(title)</title>
            <style>\(style)</style>
            </head>
            <body>
            <main>
            <h1>\(title)</h1>
            <p>\(HTMLText.escape(page.message))</p>
            <p><a href="/">Go to the front page</a></p>
            <p><small>Error \(page.status.code) · \(HTMLText.escape(page.requestID))</small></p>
            </main>
            </body>
            </html>

            """
        return Array(text.utf8)
    }
}
