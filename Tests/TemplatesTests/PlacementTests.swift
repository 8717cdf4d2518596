import Templates
import Testing

/// Where values may stand in HTML, and where nothing can make them safe.
@Suite("Places for values")
struct PlacementTests {
    @Test(
        "a value is refused where no escaping makes it safe",
        arguments: [
            ("<p class={{text}}>", "needs quotes"),
            ("<p class= {{text}}>", "needs quotes"),
            ("<p class=a{{text}}>", "needs quotes"),
            ("<p {{text}}>", "outside of a quoted attribute"),
            ("<p {{text}}=\"a\">", "outside of a quoted attribute"),
            ("<p a{{text}}=\"a\">", "outside of a quoted attribute"),
            ("<p a=\"b\"{{text}}>", "outside of a quoted attribute"),
            ("<{{text}}>", "in a tag"),
            ("</{{text}}>", "in a tag"),
            ("<h{{number}}>", "outside of a quoted attribute"),
            ("<script>{{text}}</script>", "inside <script>"),
            ("<SCRIPT>let a = \"{{text}}\"</SCRIPT>", "inside <script>"),
            ("<script><!-- {{text}}</script>", "another end tag"),
            ("<style>{{text}}</style>", "inside <style>"),
            ("<iframe>{{text}}</iframe>", "inside <iframe>"),
            ("<!-- {{text}} -->", "in a comment"),
            ("<!DOCTYPE {{text}}>", "in a declaration"),
            ("<?xml {{text}}?>", "in a declaration"),
            ("<textarea></{{text}}", "in the text of <textarea>"),
            ("<p onclick=\"{{text}}\">", "which is a script"),
            ("<p ONCLICK='{{text}}'>", "which is a script"),
            ("<p style=\"color: {{text}}\">", "'style'"),
            ("<iframe srcdoc=\"{{text}}\">", "'srcdoc'"),
            ("<meta http-equiv=\"refresh\" content=\"{{text}}\">", "'http-equiv'"),
            ("<meta content=\"{{text}}\" http-equiv=\"refresh\">", "'http-equiv'"),
            ("<script src=\"{{text}}\">", "the page's rights"),
            ("<script src=\"/{{text}}\">", "the page's rights"),
            ("<script src=\"//{{text}}/a.js\">", "the page's rights"),
            ("<script src=\"https://{{text}}/a.js\">", "the page's rights"),
            ("<base href=\"{{text}}\">", "the page's rights"),
            ("<link rel=\"stylesheet\" href=\"{{text}}\">", "the page's rights"),
            ("<link href=\"{{text}}\" rel=\"icon\">", "the page's rights"),
            ("<link rel='icon STYLESHEET' href='{{text}}'>", "the page's rights"),
            ("<link rel=\"style&#115;heet\" href=\"{{text}}\">", "the page's rights"),
            ("<link{{#yes}} rel=\"icon\"{{/yes}} href=\"{{text}}\">", "the page's rights"),
            ("<link rel=\"{{text}}\" href=\"/\">", "which decides whether it acts"),
            ("<meta charset=\"{{text}}\">", "decides how the page is read"),
            ("<iframe src=\"{{text}}\">", "the page's rights"),
            ("<svg><script xlink:href=\"{{text}}\"></script>", "the page's rights"),
            ("<script src=\"https://a.example/{{text}}\">", "the page's rights"),
            ("<a href=\"//{{text}}\">", "name the host"),
            ("<a href=\"https://{{text}}/\">", "name the host"),
            ("<a href=\"https:{{text}}\">", "name the host"),
            ("<a href=\"https:///{{text}}\">", "name the host"),
            ("<a href=\"https://a.example{{text}}/\">", "name the host"),
            ("<a href=\"/{{#yes}}/{{/yes}}{{text}}\">", "name the host"),
            ("<a href=\"{{#no}}/a/{{/no}}{{text}}\">", "begins the address"),
            ("<a href=\"{{#people}}/{{/people}}{{text}}\">", "begins the address"),
            ("<a href=\"/&#47;{{text}}\">", "address of this scheme"),
            ("<img srcset=\"//,{{text}} 1x\">", "a space between the comma"),
            ("<object data=\"{{text}}\">", "the page's rights"),
            ("<a href=\"javascript:{{text}}\">", "address of this scheme"),
            (
                "<a href=\"{{#yes}}javascript:{{/yes}}{{^yes}}/a{{/yes}}/{{text}}\">",
                "address of this scheme"
            ),
            ("<a href=\"java&#115;cript:{{text}}\">", "address of this scheme"),
            ("<img src=\"data:image/png;base64,{{text}}\">", "address of this scheme"),
            ("<a href=\"word{{text}}\">", "bare word"),
            ("<a href=\"{{text}}{{text}}\">", "second value"),
            ("<a href=\"{{text}}:1\">", "cannot become a scheme"),
            ("<a href=\"{{text}}&colon;1\">", "cannot become a scheme"),
            ("<svg><title><a href=\"{{text}}\"></title></svg>", "no tags inside <title>"),
            ("<svg><animate to=\"{{text}}\">", "rewrite other attributes"),
            ("<p title=\"{{{html}}}\">", "only between tags"),
            ("<title>{{{html}}}</title>", "only between tags"),
            ("<p title=\"a", "the page ends inside the attribute 'title' of <p>"),
            ("<!-- a", "the page ends inside a comment"),
            ("<script>", "the page ends inside the text of <script>"),
        ])
    func refuses(source: String, reason: String) throws {
        let message = try #require(mistake(in: source))

        #expect(message.contains(reason), "\(message)")
    }

    @Test(
        "a section must leave the HTML where it found it",
        arguments: [
            "{{#yes}}<p {{/yes}}>",
            "<p title=\"{{#yes}}a\"{{/yes}}>",
            "{{#yes}}<!--{{/yes}}-->",
            "{{#people}}<b title='{{/people}}",
            "{{^yes}}<script>{{/yes}}</script>",
            "<p title=\"{{#yes}}a\"{{/yes}}{{^yes}}b'{{/yes}}>",
            "<p {{#yes}}on{{/yes}}click=\"{{text}}\">",
            "<p {{#yes}}a=\"{{/yes}}{{^yes}}onclick=\"{{/yes}}{{text}}\">",
        ])
    func refusesUnevenSections(source: String) {
        let message = mistake(in: source)

        #expect(message != nil)
    }

    @Test(
        "literal HTML passes as it is",
        arguments: [
            "<!DOCTYPE html><p a=b c>x</p><br/>",
            "<script>if (a < b && c) { \"</p>\" }</script>",
            "<style>a > b { color: red }</style>",
            "<!-- <p title=\" --><!----><!--> text",
            "<a href=\"javascript:void 0\" onclick=\"go()\" style=\"a:b\">x</a>",
            "1 < 2 & 3 > 2",
            "<textarea></text</textarea>",
        ])
    func passesLiterals(source: String) throws {
        let result = try render(source)

        #expect(result == source)
    }

    @Test(
        "whole attributes may depend on a section",
        arguments: [
            ("<input{{#yes}} checked{{/yes}}>", "<input checked>"),
            ("<input a=\"b\"{{#yes}} checked{{/yes}}/>", "<input a=\"b\" checked/>"),
            ("<p{{#text}} title=\"{{.}}\"{{/text}}{{#no}} b{{/no}}>", "<p title=\"text\">"),
            ("<p class=\"a{{#yes}} b{{/yes}}\">", "<p class=\"a b\">"),
            ("<p{{#words}} data-a=\"{{.}}\"{{/words}}>", "<p data-a=\"one\" data-a=\"two\">"),
            ("<a href=\"{{#no}}{{text}}{{/no}}{{^no}}/x{{/no}}\">", "<a href=\"/x\">"),
            ("<a href=\"{{#yes}}{{text}}{{/yes}}{{^yes}}{{site}}{{/yes}}\">", "<a href=\"text\">"),
            ("<p {{#yes}}a=\"{{/yes}}{{^yes}}a=\"{{/yes}}{{text}}\">", "<p a=\"text\">"),
        ])
    func allowsWholeAttributes(source: String, expected: String) throws {
        let result = try render(source)

        #expect(result == expected)
    }

    @Test(
        "what acts may come from an address that code vouches for",
        arguments: [
            ("<script src=\"{{script}}\"></script>", "<script src=\"/a.js?b&amp;c\"></script>"),
            (
                "<link rel=\"stylesheet\" href=\"{{script}}\">",
                "<link rel=\"stylesheet\" href=\"/a.js?b&amp;c\">"
            ),
            (
                "<a title=\"{{script}}\">{{script}}</a>",
                "<a title=\"/a.js?b&amp;c\">/a.js?b&amp;c</a>"
            ),
        ])
    func allowsTrustedAddresses(source: String, expected: String) throws {
        let result = try render(source)

        #expect(result == expected)
    }

    @Test(
        "nothing else may choose a part of such an address",
        arguments: [
            "<script src=\"{{script}}{{text}}\"></script>",
            "<script src=\"{{script}}/{{text}}\"></script>",
            "<script src=\"{{script}}?{{text}}\"></script>",
            "<script src=\"//{{script}}\"></script>",
            "<script src=\"{{#yes}}{{script}}{{/yes}}{{text}}\"></script>",
            "<script src=\"{{#yes}}{{text}}{{/yes}}{{script}}\"></script>",
            "<script>{{script}}</script>",
            "<p onclick=\"{{script}}\">",
        ])
    func refusesPartsOfTrustedAddresses(source: String) {
        let message = mistake(in: source)

        #expect(message != nil)
    }
}
