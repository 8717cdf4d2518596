import FoundationEssentials
import Testing

/// What the articles and the README show is what the examples beside them compile and run.
@Suite("Documentation")
struct DocumentationTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let articles = ["README.md"] + names(in: "Sources/DocumentMapper/DocumentMapper.docc")

    private static func names(in folder: String) -> [String] {
        let path = root.appending(path: folder).path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.sorted().map { "\(folder)/\($0)" }
    }

    /// The lines of a file that say anything, without their indentation.
    private static func lines(of path: String) throws -> [String] {
        let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).map { line in
            String(line.drop(while: \.isWhitespace))
        }.filter { !$0.isEmpty }
    }

    /// The blocks of an article that are Swift.
    private static func blocks(of path: String) throws -> [[String]] {
        var blocks: [[String]] = []
        var isInside = false
        for line in try lines(of: path) {
            switch line {
            case "```swift":
                blocks.append([])
                isInside = true
            case "```": isInside = false
            default: if isInside { blocks[blocks.count - 1].append(line) }
            }
        }
        return blocks
    }

    @Test("what an article shows is an example that compiles", arguments: articles)
    func examples(article: String) throws {
        let examples = try Self.names(in: "Tests/DocumentMapperTests/Examples").map(Self.lines)

        let unknown = try Self.blocks(of: article).filter { block in
            !examples.contains { $0.contains(block) }
        }

        #expect(unknown.map { $0.joined(separator: "\n") } == [])
    }

    @Test func `every article is looked at`() throws {
        let shown = try Self.articles.map { try Self.blocks(of: $0).count }

        #expect(shown.count > 8)
        #expect(shown.reduce(0, +) > 30)
    }
}
