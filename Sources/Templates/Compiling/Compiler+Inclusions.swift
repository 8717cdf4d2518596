extension Compiler {
    /// Compiles a partial or a parent: in place, or as a routine that is called.
    mutating func compileInclusion(
        _ inclusion: Inclusion, in surroundings: Surroundings
    ) throws(TemplateError) {
        if dialect == .page, let stray = inclusion.stray {
            throw TemplateError(
                "'\(stray.text)' stands outside the blocks that fill '\(inclusion.name.text)', "
                    + "where nothing is shown", at: stray.place)
        }
        if inclusion.isDynamic {
            return try compileChoice(inclusion, in: surroundings)
        }
        let name = inclusion.name
        guard let template = try template(of: inclusion) else { return }
        let inner = surroundings.including(inclusion)
        if let reason = reasonToCall(name, in: surroundings) {
            try call(name, because: reason, in: inner)
        } else {
            try compile(template.nodes, in: inner)
        }
    }

    /// Why a template is called rather than written out where it is included.
    ///
    /// What is written out runs a little faster and may open what it does not close;
    /// but it multiplies, and each depth of it is one of the compiler's too.
    private func reasonToCall(_ name: Name, in surroundings: Surroundings) -> Routine.Reason? {
        if library.circular.contains(name.text) {
            .circular
        } else if surroundings.depth >= Self.maximumDepthInPlace {
            .deep
        } else if size > Self.maximumSizeInPlace {
            .large
        } else {
            nil
        }
    }

    /// The template that an inclusion names; where mistakes are refused, it exists and
    /// has the blocks that are filled.
    private func template(
        of inclusion: Inclusion
    ) throws(TemplateError) -> ParsedTemplate? {
        let name = inclusion.name
        guard let template = library.templates[name.text] else {
            guard dialect == .page else { return nil }
            let near = NearNames(names: Array(library.templates.keys)).suggestion(for: name.text)
            throw TemplateError("there is no template '\(name.text)'\(near)", at: name.place)
        }
        if dialect == .page {
            try checkBlocks(inclusion)
        }
        return template
    }

    /// Compiles an inclusion whose template a value names, as a call of one of the
    /// templates that it may name.
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
        for template in choice.names ?? [] {
            _ = try self.template(of: inclusion.naming(template))
        }
        let leads = emitter.append(resolution, nextSlot: surroundings.nextSlot)
        var inner = surroundings.including(inclusion)
        inner.nextSlot = leads.nextSlot
        try call(name, chosenBy: choice, in: leads.slot, surroundings: inner)
        emitter.fill(leads, target: emitter.target())
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
            in: try surroundings.filling(block, with: filling))
    }

    /// A page that fills a block its layout does not have would lose the text.
    private func checkBlocks(_ inclusion: Inclusion) throws(TemplateError) {
        guard !inclusion.blocks.isEmpty else { return }
        let known = library.reachable(from: inclusion.name.text)
            .flatMap { library.templates[$0]?.blocks ?? [] }
        for block in inclusion.blocks where !known.contains(block.name.text) {
            let near = NearNames(names: known).suggestion(for: block.name.text)
            throw TemplateError(
                "'\(inclusion.name.text)' has no block '\(block.name.text)'\(near)",
                at: block.name.place)
        }
    }
}

extension Surroundings {
    fileprivate func including(_ inclusion: Inclusion) -> Surroundings {
        var inner = self
        inner.depth += 1
        let blocks = inclusion.blocks.map { ($0.name.text, $0) }
        inner.overrides.merge(blocks) { outer, _ in outer }
        inner.removedIndentation = []
        let isStandalone = inclusion.isStandalone
        inner.indentation = isStandalone ? indentation + kept(inclusion.indentation) : []
        inner.isIndentedByCaller = isStandalone && isIndentedByCaller
        return inner
    }

    fileprivate func filling(
        _ block: Block, with filling: Block
    ) throws(TemplateError) -> Surroundings {
        guard !fillings.contains(filling.name.place) else {
            throw TemplateError(
                "'\(filling.name.text)' is included within itself without end",
                at: filling.name.place)
        }
        guard fillings.count < Self.maximumFillings else {
            throw TemplateError(
                "blocks are filled more than \(Self.maximumFillings) deep, one within the other",
                at: filling.name.place)
        }
        var inner = self
        inner.depth += 1
        inner.fillings.append(filling.name.place)
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

    private static let maximumFillings = 100
}
