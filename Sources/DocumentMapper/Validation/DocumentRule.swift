/// What must hold between the properties of a document.
///
///     extension Event {
///         static let rules: [DocumentRule<Event>] = [
///             DocumentRule("must come after the beginning", blaming: { [$0.end] }) {
///                 $0.begin <= $0.end
///             }
///         ]
///     }
///
/// The server cannot be told such a rule; it is checked here before anything is sent.
public struct DocumentRule<Model: Embedded>: Sendable {
    /// What is noted, and at which paths, if the condition does not hold.
    let failure: ValidationError.Failure
    let paths: [String]

    /// Whether a document keeps the rule.
    let holds: @Sendable (Model) -> Bool

    /// Creates a rule that blames properties for the break.
    ///
    /// The message stands beside each of the fields, and under the struct's own path if
    /// there is none.
    public init(
        _ message: String, code: ValidationError.Code = .custom,
        blaming fields: (Model.Fields) -> [any FieldPath] = { _ in [] },
        holds: @escaping @Sendable (Model) -> Bool
    ) {
        failure = ValidationError.Failure(code, message)
        paths = fields(Model.fields).map(\.dottedPath)
        self.holds = holds
    }

    func check(_ model: Model, _ validation: inout Validation) {
        guard !holds(model) else { return }
        if paths.isEmpty { validation.fail(failure) }
        for path in paths { validation.fail(failure, at: path) }
    }
}

/// A field of any type, where only its path counts.
public protocol FieldPath: Sendable {
    /// The dotted path from the outermost document.
    var dottedPath: String { get }
}

extension Field: FieldPath {}
