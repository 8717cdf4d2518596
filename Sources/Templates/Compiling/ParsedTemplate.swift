/// A template's file, parsed, and the names it mentions.
struct ParsedTemplate: Sendable {
    let file: String
    let nodes: [Node]

    /// How many bytes it has.
    let size: Int

    /// The templates that it includes.
    private(set) var inclusions: Set<String> = []

    /// The blocks that can be filled.
    private(set) var blocks: Set<String> = []

    /// Parses the text of `file`.
    init(_ source: String, file: String) throws(TemplateError) {
        self.file = file
        size = source.utf8.count
        nodes = try TreeBuilder.parse(source, file: file)
        collect(nodes)
    }

    private mutating func collect(_ nodes: [Node]) {
        for node in nodes {
            switch node {
            case .lineStart, .literal, .value: break
            case .section(_, let children), .invertedSection(_, let children): collect(children)
            case .block(let block):
                blocks.insert(block.name.text)
                collect(block.children)
            case .inclusion(let inclusion):
                if !inclusion.isDynamic {
                    inclusions.insert(inclusion.name.text)
                }
                for block in inclusion.blocks {
                    blocks.insert(block.name.text)
                    collect(block.children)
                }
            }
        }
    }
}
