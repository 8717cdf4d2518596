/// Finds the tags that have a line to themselves.
///
/// Such a line leaves nothing behind, not even its newline; its blank beginning
/// becomes the indentation of the partial or block it names. Every other line
/// begins with a `lineStart`, to which indentation can be written.
struct LineLayout {
    private(set) var tokens: [Token] = []

    init(_ scanned: [Token]) {
        var line: [Token] = []
        for token in scanned {
            line.append(token)
            if token.kind == .text, token.bytes.last == UInt8(ascii: "\n") {
                place(line)
                line = []
            }
        }
        if !line.isEmpty {
            place(line)
        }
    }

    private mutating func place(_ line: [Token]) {
        let standsAlone = Self.standsAlone(line)
        let indentation = Self.indentation(of: line)
        if !standsAlone {
            tokens.append(Token(kind: .lineStart, bytes: [], place: line[0].place))
        }
        for var token in line where token.isTag || !standsAlone {
            token.isStandalone = standsAlone
            token.indentation = indentation
            tokens.append(token)
        }
    }

    private static func indentation(of line: [Token]) -> [UInt8] {
        guard line[0].kind == .text else { return [] }
        return line[0].bytes.prefix { $0.isBlank && $0 != UInt8(ascii: "\n") }
    }

    /// Several tags share a line only when they open and close parents and the
    /// blocks that fill them; a place for a block is part of its line.
    private static func standsAlone(_ line: [Token]) -> Bool {
        let tags = line.filter(\.isTag)
        guard !tags.isEmpty, tags.allSatisfy(\.mayStandAlone) else { return false }
        guard line.allSatisfy({ $0.isTag || $0.isBlank }) else { return false }
        if tags.count == 1 {
            return true
        }
        let closed = Set(tags.filter { $0.kind == .close }.map(\.bytes))
        guard tags.contains(where: { $0.kind == .parent }) else {
            return tags.allSatisfy {
                $0.kind == .close || ($0.kind == .block && !closed.contains($0.bytes))
            }
        }
        return tags.allSatisfy { $0.kind == .close || $0.kind == .block || $0.kind == .parent }
    }
}
