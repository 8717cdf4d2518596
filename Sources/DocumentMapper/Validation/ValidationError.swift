/// Every rule that a document breaks, by the path of the field.
///
///     do {
///         try await posts.insert(post)
///     } catch let error as ValidationError {
///         page.messages["title"] = error.messages(at: Post.fields.title)
///     }
///
/// It carries the rules' own words and limits, and never a value of the document, so it
/// is safe to log.
public struct ValidationError: Error, Sendable, Hashable {
    /// What is wrong, by dotted path: `comments.2.author`.
    ///
    /// A rule that blames no property is found under the path of its struct, which for
    /// the document itself is empty.
    public let failures: [String: [Failure]]

    /// Creates an error, for rules that are checked elsewhere.
    public init(failures: [String: [Failure]]) {
        self.failures = failures
    }

    /// What is wrong with a field, ready to be shown beside it.
    public func messages<Model, Value>(at field: Field<Model, Value>) -> [String] {
        failures[field.dottedPath, default: []].map(\.message)
    }
}

extension ValidationError: CustomStringConvertible {
    /// A sentence for a log, with each path and message.
    public var description: String {
        let fields = failures.sorted { $0.key < $1.key }.map { path, failures in
            "\(path.isEmpty ? "document" : path): \(failures.map(\.message).joined(separator: ", "))"
        }
        return "The document breaks its rules (\(fields.joined(separator: "; ")))."
    }
}
