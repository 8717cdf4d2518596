/// What is wrong with a field, as its reader is told.
public struct FormProblem: Error, Hashable, Sendable {
    /// A sentence that says what to do.
    public let message: String

    /// Takes the sentence.
    public init(_ message: String) {
        self.message = message
    }
}
