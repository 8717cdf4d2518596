extension Compiler {
    /// How deep templates may include each other.
    private static let maximumDepth = 50

    /// Compiles a partial or a parent: in place, or as a routine if it may come
    /// to include itself.
    mutating func compileInclusion(
        _ inclusion: Inclusion, in surroundings: Surroundings
    ) throws(TemplateError) {
        if dialect == .page, let stray = inclusion.stray {
            throw TemplateError(
                "'\(stray.text)' stands outside the blocks that fill '\(inclusion.name.text)', "
                    + "where nothing is shown", at: stray.place)
        }
        if inclusion.isDynamic {
            try compileChoice(inclusion, in: surroundings)
        } else {
            try compileStaticInclusion(
                inclusion, asRoutine: includesItself(inclusion.name.text), in: surroundings)
        }
    }

    private mutating func compileStaticInclusion(
        _ inclusion: Inclusion, asRoutine: Bool, in surroundings: Surroundings
    ) throws(TemplateError) {
        let name = inclusion.name
        guard let template = templates[name.text] else {
            guard dialect == .page else { return }
            let near = NearNames(names: Array(templates.keys)).suggestion(for: name.text)
            throw TemplateError("there is no template '\(name.text)'\(near)", at: name.place)
        }
        try checkBlocks(inclusion)
        var inner = try surroundings.including(inclusion, limit: Self.maximumDepth)
        if asRoutine {
            try call(name, in: inner)
        } else {
            inner.inclusions.append(name.place)
            try compile(template.nodes, in: inner)
        }
    }

    /// Compiles an inclusion whose template a value names, as a call for each of
    /// the templates that it may name.
    private mutating func compileChoice(
        _ inclusion: Inclusion, in surroundings: Surroundings
    ) throws(TemplateError) {
        protectNewline()
        let name = inclusion.name
        let resolution = try surroundings.resolve(name)
        guard let choice = resolution.member.choice else {
            throw TemplateError(
                "'\(name.text)' is \(resolution.member.kind.rawValue), which names no template",
                at: name.place)
        }
        let leads = emitter.append(resolution, nextSlot: surroundings.nextSlot)
        var inner = surroundings
        inner.nextSlot = leads.nextSlot
        var jumps: [Int] = []
        for template in choice.names ?? templates.keys.sorted() {
            let condition = emitter.add { choice.chosen($0) == template }
            let start = emitter.reserve()
            try compileStaticInclusion(inclusion.naming(template), asRoutine: true, in: inner)
            jumps.append(emitter.reserve())
            emitter.fill(
                start,
                with: .skipUnless(condition: condition, slot: leads.slot, target: emitter.target()))
        }
        let end = emitter.target()
        emitter.fill(leads, target: end)
        for jump in jumps {
            emitter.fill(jump, with: .jump(target: end))
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
        guard dialect == .page, !inclusion.blocks.isEmpty else { return }
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
        let isStandalone = inclusion.isStandalone
        inner.indentation = isStandalone ? indentation + kept(inclusion.indentation) : []
        inner.isIndentedByCaller = isStandalone && isIndentedByCaller
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
        let own = block.isStandalone ? block.innerIndentation : nil
        inner.indentation = indentation + kept(own ?? block.indentation)
        return inner
    }

    /// What is left of an indentation when that of the block around it is taken
    /// off.
    private func kept(_ own: [UInt8]) -> ArraySlice<UInt8> {
        own.starts(with: removedIndentation) ? own.dropFirst(removedIndentation.count) : own[...]
    }

    private func checkDepth(at name: Name, limit: Int) throws(TemplateError) {
        guard inclusions.count < limit else {
            throw TemplateError(
                "'\(name.text)' is included within itself without end", at: name.place)
        }
    }
}
