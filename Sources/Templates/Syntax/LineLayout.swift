/// Finds the tags that have a line to themselves.
///
/// Such a line leaves nothing behind, not even its newline; its blank beginning
/// becomes the indentation of the partial or block it names. Every other line
/// begins with a `lineStart`, to which indentation can be written.
struct LineLayout {
    private(set) var tokens: [Token] = []

    init(_ scanned: [Token]) {
        var line: [Token] = []
        var open: [Token.Kind] = []
        for var token in scanned {
            if token.kind == .close {
                token.closes = open.popLast()
            } else if token.isOpening {
                open.append(token.kind)
            }
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

    /// Whether the tags of a line have it to themselves.
    ///
    /// A single tag may. Several may only if they open and close parents and the
    /// blocks that fill them; a place for a block is part of its line.
    private static func standsAlone(_ line: [Token]) -> Bool {
        let tags = line.filter(\.isTag)
        guard !tags.isEmpty, tags.allSatisfy(\.mayStandAlone) else { return false }
        guard line.allSatisfy({ $0.isTag || $0.isBlank }) else { return false }
        if tags.count == 1 {
            return true
        }
        guard tags.allSatisfy(\.isOfInheritance) else { return false }
        let closed = Set(tags.filter { $0.kind == .close }.map(\.bytes))
        return tags.contains { $0.kind == .parent }
            || !tags.contains { $0.kind == .block && closed.contains($0.bytes) }
    }
}
