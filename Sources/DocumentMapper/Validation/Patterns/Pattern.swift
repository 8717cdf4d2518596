/// A pattern that text either has somewhere in it or not.
///
/// It is a part of the language that MongoDB's own engine speaks, so that both judge
/// alike: characters, `.`, classes such as `[a-z\d]`, groups, `|`, `*`, `+`, `?`,
/// `{2,5}`, and `^` and `$` for the ends of the text. Here `$` is only ever the very
/// end; the server is told so too. There are no backreferences and no lookaround, and
/// so no pattern takes longer than text times pattern, whatever the text: hostile text
/// cannot make a program hang.
///
/// Characters are Unicode scalars, as they are to the server.
struct Pattern: Sendable {
    /// The same pattern in the words of MongoDB's engine.
    let exported: String

    private let program: [PatternStep]

    /// Reads a pattern.
    init(_ source: String) throws(PatternMistake) {
        var parser = PatternParser(source)
        let expression = try parser.parse()
        program = try PatternStep.program(for: expression)
        exported = parser.exported
    }

    /// Whether the pattern is somewhere in the text.
    func matches(_ text: String) -> Bool {
        var states = PatternStates(program)
        var isAtStart = true
        for scalar in text.unicodeScalars {
            if states.begin(isAtStart: isAtStart, isAtEnd: false) { return true }
            states.advance(over: scalar.value)
            isAtStart = false
        }
        return states.begin(isAtStart: isAtStart, isAtEnd: true)
    }
}

/// Why a pattern cannot be read.
struct PatternMistake: Error, Hashable {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
