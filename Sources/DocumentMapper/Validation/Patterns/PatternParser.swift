/// Reads a pattern into a tree, and writes it down for the server on the way.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    /// What was read, in the words of MongoDB's engine.
    private(set) var exported = ""

    init(_ source: String) {
        scalars = Array(source.unicodeScalars)
    }

    mutating func parse() throws(PatternMistake) -> PatternExpression {
        let expression = try alternatives()
        guard position == scalars.count else { throw PatternMistake("')' closes no group") }
        return expression
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    /// Takes the next character, and says what the server reads in its place.
    private mutating func take(exportedAs text: String? = nil) -> Unicode.Scalar? {
        guard let scalar = next else { return nil }
        position += 1
        exported += text ?? String(scalar)
        return scalar
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        _ = take()
        return true
    }

    private mutating func alternatives() throws(PatternMistake) -> PatternExpression {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .either(branches)
    }

    private mutating func sequence() throws(PatternMistake) -> PatternExpression {
        var parts: [PatternExpression] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            parts.append(try repeated(try atom()))
        }
        return .sequence(parts)
    }

    private mutating func atom() throws(PatternMistake) -> PatternExpression {
        // MongoDB's `$` also stands before a last newline; `\z` does not.
        if next == "$" {
            _ = take(exportedAs: #"\z"#)
            return .end
        }
        guard let scalar = take() else { return .sequence([]) }
        switch scalar {
        case "^": return .start
        case ".": return .scalars(.anyButNewline)
        case "(": return try group()
        case "[": return .scalars(try set())
        case "\\": return .scalars(try escaped())
        case "*", "+", "?", "{", "}", "]":
            throw PatternMistake("'\(scalar)' stands for itself only behind a backslash")
        default: return .scalars(try literal(scalar))
        }
    }

    private mutating func group() throws(PatternMistake) -> PatternExpression {
        if take("?"), !take(":") { throw PatternMistake("'(?' begins only '(?:'") }
        depth += 1
        guard depth <= 50 else { throw PatternMistake("groups lie too deep in each other") }
        let expression = try alternatives()
        guard take(")") else { throw PatternMistake("a group is not closed") }
        depth -= 1
        return expression
    }

    private mutating func escaped() throws(PatternMistake) -> ScalarSet {
        guard let scalar = take() else { throw PatternMistake("nothing follows a backslash") }
        if let set = ScalarSet(escapedBy: scalar) { return set }
        switch scalar {
        case "n": return try literal("\n")
        case "r": return try literal("\r")
        case "t": return try literal("\t")
        default:
            guard scalar.isASCII, !scalar.properties.isAlphabetic,
                scalar.properties.numericType == nil
            else { throw PatternMistake("'\\\(scalar)' means nothing here") }
            return try literal(scalar)
        }
    }

    private func literal(_ scalar: Unicode.Scalar) throws(PatternMistake) -> ScalarSet {
        guard scalar != "\0" else { throw PatternMistake("a pattern cannot hold a NUL") }
        return ScalarSet(ranges: [scalar.value...scalar.value])
    }

    private mutating func set() throws(PatternMistake) -> ScalarSet {
        var set = ScalarSet()
        let isNegated = take("^")
        while !take("]") {
            guard let scalar = take() else { throw PatternMistake("a class is not closed") }
            guard scalar != "[" else { throw PatternMistake("write '[' in a class as '\\['") }
            let first = scalar == "\\" ? try escaped() : try literal(scalar)
            guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
                set.formUnion(first)
                continue
            }
            _ = take()
            guard let upper = take(), upper != "[" else {
                throw PatternMistake("a class is not closed")
            }
            let last = upper == "\\" ? try escaped() : try literal(upper)
            guard let low = first.only, let high = last.only, low <= high else {
                throw PatternMistake("a range in a class goes from one character to a later one")
            }
            set.ranges.append(low...high)
        }
        guard !set.ranges.isEmpty else { throw PatternMistake("a class is empty") }
        set.isNegated = isNegated
        return set
    }

    private mutating func repeated(
        _ atom: PatternExpression
    ) throws(PatternMistake) -> PatternExpression {
        guard !atom.isAnchor else { return try unrepeated(atom) }
        let expression: PatternExpression
        switch next {
        case "*": expression = .times(atom, 0, nil)
        case "+": expression = .times(atom, 1, nil)
        case "?": expression = .times(atom, 0, 1)
        case "{":
            _ = take()
            return try unrepeated(try counted(atom))
        default: return atom
        }
        _ = take()
        return try unrepeated(expression)
    }

    /// A count of a count means something else to the server, and one of an end nothing.
    private func unrepeated(
        _ expression: PatternExpression
    ) throws(PatternMistake) -> PatternExpression {
        if let next, "*+?{".unicodeScalars.contains(next) {
            throw PatternMistake("'\(next)' follows nothing that it could repeat")
        }
        return expression
    }

    private mutating func counted(
        _ atom: PatternExpression
    ) throws(PatternMistake) -> PatternExpression {
        guard let least = number() else { throw PatternMistake("'{' begins a count: '{2,5}'") }
        var most: Int? = least
        if take(",") { most = number() }
        guard take("}"), least <= most ?? least else {
            throw PatternMistake("'{' begins a count: '{2,5}'")
        }
        return .times(atom, least, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let scalar = next, ScalarSet.digits.contains(scalar.value), value ?? 0 < 1000 {
            _ = take()
            value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
        }
        return value.flatMap { $0 <= 1000 ? $0 : nil }
    }
}

extension PatternExpression {
    /// Whether it asks for a place rather than a character.
    fileprivate var isAnchor: Bool {
        switch self {
        case .start, .end: true
        default: false
        }
    }
}

extension ScalarSet {
    /// The set's scalar, if it is one.
    fileprivate var only: UInt32? {
        guard ranges.count == 1, !isNegated, ranges[0].count == 1 else { return nil }
        return ranges[0].lowerBound
    }
}
