/// The rules that a document was found to break so far, and the place that is being
/// looked at.
public struct Validation: Sendable {
    /// One step from a value to one within it.
    public enum Step: Sendable, Hashable {
        /// To the value of a key.
        case key(String)
        /// To the value under a key of a dictionary, which is not the program's own word.
        case entry(String)
        /// To an element of an array.
        case index(Int)
    }

    private var steps: [Step] = []

    /// What was found, by dotted path.
    public private(set) var failures: [String: [ValidationError.Failure]] = [:]

    /// The paths that hold keys of dictionaries, without those.
    private(set) var shownPaths: [String: String] = [:]

    /// Starts at the outermost document.
    public init() {}

    /// Notes that the value that is being looked at breaks a rule.
    public mutating func fail(_ failure: ValidationError.Failure) {
        add(failure, at: nil)
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
        add(failure, at: path)
    }

    /// The path is put together only for what fails.
    private mutating func add(_ failure: ValidationError.Failure, at last: String?) {
        let path = path(to: last) { $0 }
        failures[path, default: []].append(failure)
        let shown = self.path(to: last) { _ in "*" }
        if shown != path { shownPaths[path] = shown }
    }

    private func path(to last: String?, entry: (String) -> String) -> String {
        let names = steps.map { step in
            switch step {
            case .key(let key): key
            case .entry(let key): entry(key)
            case .index(let index): String(index)
            }
        }
        return (names + [last].compactMap { $0 }).joined(separator: ".")
    }
}
