import BSON
import FoundationEssentials
import HTTPTypes
import Templates
import Testing

@testable import Blog
@testable import Web

/// Every file in `templates/`, shown with everything that its pages can hold, and
/// with as little as they can.
@Suite("Every template")
struct EveryTemplateTests {
    private static let folder = TestBlog.root.appending(path: "templates")

    /// The templates' files, by name; each shows a comment with its name.
    private static func markedSources() throws -> [String: String] {
        let names = try TemplateLibrary(folder: folder.path()).names
        return Dictionary(
            uniqueKeysWithValues: try names.map { name in
                let text = try String(
                    contentsOf: folder.appending(path: name + ".mustache"), encoding: .utf8)
                return (name, text + mark(name) + "\n")
            })
    }

    private static func mark(_ name: String) -> String { "<!-- \(name) -->" }

    @Test func `every file is shown by some page`() throws {
        let sources = try Self.markedSources()

        let templates = try PageTemplates(TemplateLibrary(sources: sources))
        let pages = try [true, false].flatMap { try SamplePages(filled: $0).all(templates) }
        let shown = pages.map(\.text).joined()

        #expect(sources.count > 10)
        #expect(sources.keys.filter { !shown.contains(Self.mark($0)) } == [])
    }

    @Test(arguments: [true, false])
    func `every page is whole`(filled: Bool) throws {
        let templates = try PageTemplates(TemplateLibrary(folder: Self.folder.path()))

        for (name, text) in try SamplePages(filled: filled).all(templates) {
            #expect(text.hasPrefix("<!doctype html>"), "\(name)")
            #expect(text.hasSuffix("</html>\n"), "\(name)")
            #expect(text.split(separator: "<h1").count == 2, "\(name)")
            #expect(!text.contains("{{") && !text.contains("Optional("), "\(name)")
            #expect(try openElements(in: text) == [], "\(name)")
        }
    }

    @Test func `every page escapes what it is given`() throws {
        let templates = try PageTemplates(TemplateLibrary(folder: Self.folder.path()))

        for (name, text) in try SamplePages(filled: true, text: "\"'<x>&").all(templates) {
            #expect(text.contains("&quot;&#39;&lt;x&gt;&amp;"), "\(name)")
            #expect(!text.contains("<x>"), "\(name)")
        }
    }

    /// The elements that are never closed, as a stack would have them.
    private func openElements(in page: String) throws -> [String] {
        let empty: Set = ["!doctype", "meta", "link", "img", "input", "br", "ellipse", "path"]
        var open: [String] = []
        for piece in page.split(separator: "<").dropFirst() {
            let name = piece.prefix { $0.isLetter || $0.isNumber || $0 == "!" || $0 == "/" }
            if name.hasPrefix("/") {
                #expect(open.popLast() == String(name.dropFirst()))
            } else if !empty.contains(String(name)), !name.hasPrefix("!") {
                open.append(String(name))
            }
        }
        return open
    }
}
