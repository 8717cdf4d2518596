import Testing

@testable import Blog

@Suite("Tags")
struct TagListTests {
    @Test(
        "tags are separated by commas",
        arguments: [
            ("", []), (" , ,", []), ("tea", ["tea"]), ("Tea, TEA ,tea", ["tea"]),
            ("green  tea,\tpaper", ["green tea", "paper"]), ("墨，纸、笔", ["墨", "纸", "笔"]),
            ("b, a", ["b", "a"]),
        ])
    func typed(text: String, tags: [String]) {
        #expect(TagList(typed: text).tags == tags)
    }

    @Test func `the field shows what reads back the same`() {
        let list = TagList(typed: "green tea, 墨")

        #expect(TagList(typed: list.typed) == list)
    }

    @Test(
        "what cannot be a tag is said",
        arguments: [
            (0..<21).map { "\($0)" }.joined(separator: ","), String(repeating: "a", count: 41),
            "a/b",
            ".", "..",
        ])
    func problems(text: String) {
        #expect(TagList(typed: text).problem != nil)
    }

    @Test(
        "what just fits is a tag",
        arguments: [
            "", (0..<20).map { "\($0)" }.joined(separator: ","), String(repeating: "墨", count: 40),
        ])
    func limits(text: String) {
        #expect(TagList(typed: text).problem == nil)
    }
}
