/// Every rule that a document breaks, by the path of the field.
///
///     do {
///         try await posts.insert(post)
///     } catch let error as ValidationError {
///         page.messages["title"] = error.messages(at: Post.fields.title)
///     }
///
/// It carries the rules' own words and limits, and never a value of the document. Its
/// description is safe to log: the keys of a dictionary, which are words of whoever filled
/// it, stand there as `*`.
public struct ValidationError: Error, Sendable, Hashable {
    /// What is wrong, by dotted path: `comments.2.author`.
    ///
    /// A rule that blames no property is found under the path of its struct, which for
    /// the document itself is empty.
    public let failures: [String: [Failure]]

    /// The paths that a log must not show as they are.
    private let shownPaths: [String: String]

    /// Creates an error, for rules that are checked elsewhere.
    public init(failures: [String: [Failure]]) {
        self.failures = failures
        shownPaths = [:]
    }

    /// Creates an error of what was found.
    init(_ validation: Validation) {
        failures = validation.failures
        shownPaths = validation.shownPaths
    }

    /// What is wrong with a field, ready to be shown beside it.
    public func messages<Model, Value>(at field: Field<Model, Value>) -> [String] {
        failures[field.dottedPath, default: []].map(\.message)
    }
}

extension ValidationError {
    /// Whether the same is wrong with the same fields.
    public static func == (first: ValidationError, second: ValidationError) -> Bool {
        first.failures == second.failures
    }

    /// Hashes what is wrong.
    public func hash(into hasher: inout Hasher) { hasher.combine(failures) }
}

extension ValidationError: CustomStringConvertible, CustomReflectable {
    /// A sentence for a log, with each path and message.
    public var description: String {
        let fields = failures.map { path, failures in
            let path = path.isEmpty ? "document" : shownPaths[path] ?? path
            return "\(path): \(failures.map(\.message).joined(separator: ", "))"
        }.sorted()
        return "The document breaks its rules (\(fields.joined(separator: "; ")))."
    }

    /// What may be shown: not the paths as they are.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
