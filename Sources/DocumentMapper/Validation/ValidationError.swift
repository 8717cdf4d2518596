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

    /// The collection of the document; `nil` if what was checked belongs to none.
    public let collection: String?

    /// The paths that a log must not show as they are.
    private let shownPaths: [String: String]

    /// Creates an error, for rules that are checked elsewhere.
    public init(failures: [String: [Failure]]) {
        self.failures = failures
        collection = nil
        shownPaths = [:]
    }

    /// Creates an error of what was found in a document of a model.
    init<Model: Embedded>(_ validation: Validation, in model: Model.Type) {
        failures = validation.failures
        collection = (model as? any Document.Type)?.collection
        shownPaths = validation.shownPaths
    }

    /// What is wrong with a field, ready to be shown beside it.
    public func messages<Model, Value>(at field: Field<Model, Value>) -> [String] {
        failures[field.dottedPath, default: []].map(\.message)
    }

    /// What is wrong with a field or with anything in it, such as the elements of an array
    /// that is edited as one text.
    ///
    /// Each message comes once, those of the field itself first.
    public func messages<Model, Value>(within field: Field<Model, Value>) -> [String] {
        let path = field.dottedPath
        var messages: [String] = []
        let inner = failures.keys.filter { $0.hasPrefix(path + ".") }.sorted()
        for path in [path] + inner {
            for failure in failures[path, default: []] where !messages.contains(failure.message) {
                messages.append(failure.message)
            }
        }
        return messages
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
        let place = collection.map { " of '\($0)'" } ?? ""
        return "The document\(place) breaks its rules (\(fields.joined(separator: "; ")))."
    }

    /// What may be shown: not the paths as they are.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
