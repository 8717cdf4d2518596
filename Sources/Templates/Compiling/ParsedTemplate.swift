/// A template's file, parsed, and the names it mentions.
struct ParsedTemplate: Sendable {
    let file: String
    private(set) var nodes: [Node]

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

    /// The same as the one of `names` that is called `name`: what it includes is looked for
    /// in its own folder first, then in those around it.
    ///
    /// A template that extends one of its own name means one further out, for it cannot
    /// extend itself.
    func placed(as name: String, among names: Set<String>) -> ParsedTemplate {
        let folders = name.split(separator: "/").dropLast().map(String.init)
        guard !folders.isEmpty else { return self }
        var placed = self
        placed.nodes = nodes.map { node in
            node.renamingInclusions { inclusion in
                let wanted = inclusion.name.text
                let near = (1...folders.count).reversed().map { depth in
                    (folders.prefix(depth) + [wanted]).joined(separator: "/")
                }
                return near.first { found in
                    names.contains(found) && !(inclusion.isParent && found == name)
                } ?? wanted
            }
        }
        placed.inclusions = []
        placed.collect(placed.nodes)
        return placed
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
