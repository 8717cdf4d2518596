/// The rules that a document was found to break so far, and the place that is being
/// looked at.
public struct Validation: Sendable {
    /// One step from a value to one within it.
    public enum Step: Sendable, Hashable {
        /// To the value of a key.
        case key(String)
        /// To an element of an array.
        case index(Int)
    }

    private var steps: [Step] = []

    /// What was found, by dotted path.
    public private(set) var failures: [String: [ValidationError.Failure]] = [:]

    /// Starts at the outermost document.
    public init() {}

    /// Notes that the value that is being looked at breaks a rule.
    public mutating func fail(_ failure: ValidationError.Failure) {
        failures[path(to: nil), default: []].append(failure)
    }

    /// Notes that the value that is being looked at breaks a rule of its own.
    ///
    /// The message is shown to whoever filled the form.
    public mutating func fail(_ message: String) {
        fail(ValidationError.Failure(.custom, message))
    }

    /// Looks at a value within the one that is being looked at.
    public mutating func descend(to step: Step, _ body: (inout Validation) -> Void) {
        steps.append(step)
        body(&self)
        steps.removeLast()
    }

    /// Notes a failure of a property within the value that is being looked at.
    mutating func fail(_ failure: ValidationError.Failure, at path: String) {
        failures[self.path(to: path), default: []].append(failure)
    }

    /// The path is put together only for what fails.
    private func path(to last: String?) -> String {
        let names = steps.map { step in
            switch step {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }
        return (names + [last].compactMap { $0 }).joined(separator: ".")
    }
}
