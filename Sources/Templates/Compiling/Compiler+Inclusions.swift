extension Compiler {
    /// How deep templates may include each other.
    private static let maximumDepth = 50

    /// Compiles a partial or a parent: in place, or as a routine if it may come
    /// to include itself.
    mutating func compileInclusion(
        _ inclusion: Inclusion, in surroundings: Surroundings
    ) throws(TemplateError) {
        let name = inclusion.name
        guard let template = templates[name.text] else {
            let near = NearNames(names: Array(templates.keys)).suggestion(for: name.text)
            throw TemplateError("there is no template '\(name.text)'\(near)", at: name.place)
        }
        try checkBlocks(inclusion)
        var inner = try surroundings.including(inclusion, limit: Self.maximumDepth)
        if includesItself(name.text) {
            try call(name, in: inner)
        } else {
            inner.inclusions.append(name.place)
            try compile(template.nodes, in: inner)
        }
    }

    /// Compiles what fills a block, or what the block holds of itself.
    mutating func compileBlock(
        _ block: Block, in surroundings: Surroundings
    ) throws(TemplateError) {
        guard let filling = surroundings.overrides[block.name.text] else {
            return try compile(block.children, in: surroundings)
        }
        try compile(
            filling.children,
            in: try surroundings.filling(block, with: filling, limit: Self.maximumDepth))
    }

    /// A page that fills a block its layout does not have would lose the text.
    private func checkBlocks(_ inclusion: Inclusion) throws(TemplateError) {
        guard !inclusion.blocks.isEmpty else { return }
        let known = reachable(from: inclusion.name.text).flatMap { templates[$0]?.blocks ?? [] }
        for block in inclusion.blocks where !known.contains(block.name.text) {
            let near = NearNames(names: known).suggestion(for: block.name.text)
            throw TemplateError(
                "'\(inclusion.name.text)' has no block '\(block.name.text)'\(near)",
                at: block.name.place)
        }
    }

    private func includesItself(_ name: String) -> Bool {
        let included = templates[name]?.inclusions ?? []
        return included.contains { $0 == name || reachable(from: $0).contains(name) }
    }

    /// The templates that `name` leads to, and itself.
    private func reachable(from name: String) -> Set<String> {
        var found: Set<String> = [name]
        var waiting = [name]
        while let next = waiting.popLast() {
            for included in templates[next]?.inclusions ?? []
            where found.insert(included).inserted {
                waiting.append(included)
            }
        }
        return found
    }
}

extension Surroundings {
    fileprivate func including(
        _ inclusion: Inclusion, limit: Int
    ) throws(TemplateError) -> Surroundings {
        var inner = self
        try inner.checkDepth(at: inclusion.name, limit: limit)
        let blocks = inclusion.blocks.map { ($0.name.text, $0) }
        inner.overrides.merge(blocks) { outer, _ in outer }
        inner.removedIndentation = []
        let own = inclusion.indentation
        let isStandalone = inclusion.isStandalone
        let kept =
            own.starts(with: removedIndentation)
            ? own.dropFirst(removedIndentation.count) : own[...]
        inner.indentation = isStandalone ? indentation + kept : []
        return inner
    }

    fileprivate func filling(
        _ block: Block, with filling: Block, limit: Int
    ) throws(TemplateError) -> Surroundings {
        var inner = self
        try inner.checkDepth(at: filling.name, limit: limit)
        inner.inclusions.append(block.name.place)
        inner.removedIndentation = filling.innerIndentation ?? []
        inner.isIndented = !block.isStandalone
        inner.indentation =
            indentation
            + (block.isStandalone ? block.innerIndentation ?? block.indentation : block.indentation)
        return inner
    }

    private func checkDepth(at name: Name, limit: Int) throws(TemplateError) {
        guard inclusions.count < limit else {
            throw TemplateError(
                "'\(name.text)' is included within itself without end", at: name.place)
        }
    }
}
