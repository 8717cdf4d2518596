extension Surroundings {
    /// Finds what a name stands for: in the innermost value that has it.
    ///
    /// Only the first part of a dotted name is looked for outward; the rest must
    /// be in the value it leads to.
    func resolve(_ name: Name) throws(TemplateError) -> Resolution {
        let path = name.path
        let candidates = name.isInnermost ? scopes.suffix(1) : scopes[...]
        for scope in candidates.reversed() {
            if let member = scope.table.dynamicMember(name) {
                return Resolution(slot: scope.slot, member: member)
            }
            if let repeated = scope.table.repeatedName {
                throw TemplateError(
                    "the table of fields used here has '\(repeated)' twice", at: name.place)
            }
            guard let member = scope.table.member(path[0]) else { continue }
            var resolution = Resolution(slot: scope.slot, member: member)
            for (part, owner) in zip(path.dropFirst(), path) {
                try resolution.follow(part, of: owner, at: name.place)
            }
            return resolution
        }
        throw unknown(name, path[0], in: candidates)
    }

    private func unknown(
        _ name: Name, _ first: String, in scopes: ArraySlice<Scope>
    ) -> TemplateError {
        guard first != "." else {
            return TemplateError(
                "'.' is the item of a list of texts, or the text of a section, and this is in "
                    + "neither", at: name.place)
        }
        let names = scopes.flatMap(\.table.names).filter { $0 != "." }
        let near = NearNames(names: names).suggestion(for: first)
        return TemplateError("nothing here is called '\(first)'\(near)", at: name.place)
    }
}

extension Resolution {
    fileprivate mutating func follow(
        _ part: String, of owner: String, at place: Place
    ) throws(TemplateError) {
        guard member.kind == .object, let entrance = member.entrance, let fields = member.fields
        else {
            throw TemplateError(
                "'\(owner)' is \(member.kind.rawValue) and has no names in it", at: place)
        }
        let table = fields()
        guard let found = table.member(part) else {
            let near = NearNames(names: table.names).suggestion(for: part)
            throw TemplateError("'\(owner)' has nothing called '\(part)'\(near)", at: place)
        }
        leads.append(Lead(entrance: entrance, type: table.identifier))
        member = found
    }
}
