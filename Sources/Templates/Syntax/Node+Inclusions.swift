extension Node {
    /// The same with what `rename` makes of each inclusion's name.
    ///
    /// Names that values choose are left alone.
    func renamingInclusions(_ rename: (Inclusion) -> String) -> Node {
        switch self {
        case .lineStart, .literal, .value: self
        case .section(let name, let children):
            .section(name, children.map { $0.renamingInclusions(rename) })
        case .invertedSection(let name, let children):
            .invertedSection(name, children.map { $0.renamingInclusions(rename) })
        case .block(let block): .block(block.renamingInclusions(rename))
        case .inclusion(let inclusion): .inclusion(inclusion.renamingInclusions(rename))
        }
    }
}

extension Inclusion {
    fileprivate func renamingInclusions(_ rename: (Inclusion) -> String) -> Inclusion {
        var renamed = isDynamic ? self : naming(rename(self))
        renamed.blocks = blocks.map { $0.renamingInclusions(rename) }
        return renamed
    }
}

extension Block {
    fileprivate func renamingInclusions(_ rename: (Inclusion) -> String) -> Block {
        var renamed = self
        renamed.children = children.map { $0.renamingInclusions(rename) }
        return renamed
    }
}
