/// A form as it was filled in, with what is wrong with it.
///
/// It is shown again as it is: with each value, and where none could be read with what
/// was typed. Which of these a page shows is the page's choice; a password is best left
/// out.
@dynamicMemberLookup
public struct FilledForm<Model: FormModel>: Sendable {
    /// What was read.
    public var values: Model

    /// What is wrong, by the names of the fields; under the empty name, with the form
    /// as a whole.
    public private(set) var problems: [String: [String]] = [:]

    private var unread: [String: [String]] = [:]
    private var fileFields: Set<String> = []

    /// A form that nobody has sent yet.
    public init(_ values: Model = Model()) {
        self.values = values
    }

    /// Reads the fields that `Model` has from what was sent.
    ///
    /// - Throws: `HTTPError(.badRequest)` if a field came twice that may come once.
    public init(_ form: Form) throws {
        values = Model()
        fileFields = form.fileFields
        for field in Model.fields {
            let texts =
                field.isList ? form.all(field.name) : try form.one(field.name).map { [$0] } ?? []
            do throws(FormProblem) {
                try field.read(texts, &values)
                if let problem = field.problem(values) { blame(field.name, problem) }
            } catch {
                blame(field.name, error.message)
                unread[field.name] = texts
            }
        }
        Model.check(&self)
    }

    /// A value of the form.
    public subscript<Value>(dynamicMember property: WritableKeyPath<Model, Value>) -> Value {
        get { values[keyPath: property] }
        set { values[keyPath: property] = newValue }
    }

    /// A value of the form that is made of others.
    public subscript<Value>(dynamicMember property: KeyPath<Model, Value>) -> Value {
        values[keyPath: property]
    }

    /// Whether nothing is wrong.
    public var isComplete: Bool { problems.isEmpty }

    /// Whether a file was chosen, which no browser keeps in a form that comes back.
    public func choseFile(_ name: String) -> Bool { fileFields.contains(name) }

    /// What to show in a field.
    public func text(_ property: PartialKeyPath<Model>) -> String {
        texts(property).first ?? ""
    }

    /// What to show in a field that takes several values.
    public func texts(_ property: PartialKeyPath<Model>) -> [String] {
        guard let field = Self.field(property) else { return [] }
        return unread[field.name] ?? field.texts(values)
    }

    /// What is wrong with a field, to stand beside it.
    public func problem(_ property: PartialKeyPath<Model>) -> String? {
        Self.field(property).flatMap { problem($0.name) }
    }

    /// What is wrong with something that has a name, such as a file.
    public func problem(_ name: String) -> String? {
        problems[name]?.first
    }

    /// Notes what is wrong with a field.
    public mutating func blame(_ property: PartialKeyPath<Model>, _ problem: String) {
        blame(Self.field(property)?.name ?? "", problem)
    }

    /// Notes what is wrong with something that has a name.
    public mutating func blame(_ name: String, _ problem: String) {
        problems[name, default: []].append(problem)
    }

    /// Notes what somebody else found, by dotted paths: `tags.2` is a matter of the
    /// field `tags`, and what no field is named for is one of the whole form.
    public mutating func blame(_ problems: [String: [String]]) {
        for (path, messages) in problems.sorted(by: { $0.key < $1.key }) {
            let owner = Model.fields.map(\.name)
                .filter { path == $0 || path.hasPrefix($0 + ".") }.max { $0.count < $1.count }
            for message in messages { blame(owner ?? "", message) }
        }
    }

    private static func field(_ property: PartialKeyPath<Model>) -> FormField<Model>? {
        Model.fields.first { $0.property() == property }
    }
}
