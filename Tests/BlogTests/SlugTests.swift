import Testing

@testable import Blog

@Suite("Slugs")
struct SlugTests {
    @Test(
        "a title becomes the part of an address that people read",
        arguments: [
            ("On ink", "on-ink"), ("  On   ink!  ", "on-ink"), ("C++ & Swift", "c-swift"),
            ("Don’t don't", "dont-dont"), ("墨与纸", "墨与纸"), ("墨，纸", "墨-纸"),
            ("Übergröße", "übergröße"), ("Привет, мир", "привет-мир"), ("1 + 1 = 2", "1-1-2"),
            ("नमस्ते", "नमस्ते"), ("a/b?c#d", "a-b-c-d"), ("..", "post"), ("", "post"), ("🙂", "post"),
            ("<script>", "script"),
        ])
    func titles(title: String, slug: String) {
        #expect(Slug(title: title).text == slug)
    }

    @Test func `a long title is cut`() {
        let slug = Slug(title: String(repeating: "a", count: 200))

        #expect(slug.text.count == Slug.maximumLength)
    }

    @Test func `the first of a title has no number`() {
        let slug = Slug(title: "On ink")

        #expect([1, 2, 12].map { slug.numbered($0).text } == ["on-ink", "on-ink-2", "on-ink-12"])
    }
}
