extension Compiler {
    /// Compiles a section, and the inverted section of the same name that
    /// follows it at once: of the two exactly one is shown.
    mutating func compileSection(
        _ name: Name, _ children: [Node], else inverse: [Node]?, in surroundings: Surroundings
    ) throws(TemplateError) {
        protectNewline()
        let resolution = try surroundings.resolve(name)
        let before = html
        let leads = emitter.append(resolution, nextSlot: surroundings.nextSlot)
        let start = emitter.reserve()
        var inner = surroundings
        inner.nextSlot = leads.nextSlot
        inner.depth += 1
        guard let entrance = resolution.member.entrance, let fields = resolution.member.fields
        else {
            let condition = emitter.add(try resolution.condition(of: name))
            try compile(children, in: inner)
            let end = try compileElse(name, inverse, before: before, in: surroundings)
            emitter.fill(leads, target: end)
            return emitter.fill(
                start, with: .skipUnless(condition: condition, slot: leads.slot, target: end))
        }
        let table = fields()
        let slot = emitter.slot(for: table.identifier, from: leads.nextSlot)
        inner = inner.entering(table, slot: slot, from: resolution.slot)
        let index = emitter.add(entrance)
        if entrance.advance == nil {
            try compile(children, in: inner)
        } else {
            try compileLoop(name, children, over: index, in: inner)
        }
        let end = try compileElse(name, inverse, before: before, in: surroundings)
        emitter.fill(leads, target: end)
        emitter.fill(
            start,
            with: .enter(entrance: index, slot: leads.slot, inner: slot, target: end))
    }

    /// Compiles what is shown when there is nothing to show.
    mutating func compileInvertedSection(
        _ name: Name, _ children: [Node], in surroundings: Surroundings
    ) throws(TemplateError) {
        protectNewline()
        let resolution = try surroundings.resolve(name)
        let condition = emitter.add(try resolution.condition(of: name))
        let before = html
        let leads = emitter.append(resolution, nextSlot: surroundings.nextSlot)
        let start = emitter.reserve()
        emitter.fill(leads, target: emitter.target())
        var inner = surroundings
        inner.depth += 1
        try compile(children, in: inner)
        try join(with: before, after: name)
        emitter.fill(
            start,
            with: .skipIf(condition: condition, slot: leads.slot, target: emitter.target()))
    }

    /// Compiles what is repeated.
    ///
    /// The second round begins where the first ended. If that is another place,
    /// the content is compiled again for both, until it comes to rest.
    private mutating func compileLoop(
        _ name: Name, _ children: [Node], over entrance: Int, in surroundings: Surroundings
    ) throws(TemplateError) {
        for _ in 0..<Self.maximumRounds {
            let before = html
            let start = emitter.target()
            try compile(children, in: surroundings)
            try join(with: before, after: name)
            if html == before {
                return emitter.append(
                    .next(entrance: entrance, inner: surroundings.nextSlot - 1, target: start))
            }
            emitter.rewind(to: start)
        }
        throw TemplateError(
            "'\(name.text)' leaves the HTML in another place after each round", at: name.place)
    }

    /// More than an address has steps.
    private static let maximumRounds = 16

    /// Compiles the other branch, if there is one, and returns where the section
    /// is skipped to.
    private mutating func compileElse(
        _ name: Name, _ inverse: [Node]?, before: HTMLState, in surroundings: Surroundings
    ) throws(TemplateError) -> Int {
        guard let inverse else {
            try join(with: before, after: name)
            return emitter.target()
        }
        let after = html
        let jump = emitter.reserve()
        let start = emitter.target()
        html = before
        try compile(inverse, in: surroundings)
        try join(with: after, after: name)
        emitter.fill(jump, with: .jump(target: emitter.target()))
        return start
    }

    /// Makes sure that what follows is in the same place of the HTML whichever
    /// branch was taken.
    private mutating func join(with other: HTMLState, after name: Name) throws(TemplateError) {
        guard let joined = html.joined(with: other) else {
            throw TemplateError(
                "whether '\(name.text)' is shown or not decides whether what follows is in "
                    + "\(html.description) or in \(other.description); close in a section what "
                    + "it opens", at: name.place)
        }
        html = joined
    }
}

extension Resolution {
    fileprivate func condition(of name: Name) throws(TemplateError) -> Member.Condition {
        guard let condition = member.condition else {
            throw TemplateError(
                "'\(name.text)' is \(member.kind.rawValue), which cannot decide a section; "
                    + "give the page a flag", at: name.place)
        }
        return condition
    }
}
