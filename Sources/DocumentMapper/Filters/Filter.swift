public import BSON

/// A condition that documents of a model meet or fail.
///
/// Filters come from comparing fields: `$0.slug == slug && $0.publishedAt != nil`.
/// A value is always compared, never obeyed: whatever stands to the right of an
/// operator, MongoDB takes literally.
public struct Filter<Model>: Sendable, Hashable {
    /// What must all hold; nothing, for a filter that matches every document.
    private let conditions: [BSONDocument]

    /// The first value that BSON could not hold.
    private let failure: BSONError?

    /// The same condition of documents of another model.
    init<Other>(_ filter: Filter<Other>) {
        self.init(filter.conditions, failure: filter.failure)
    }

    private init(_ conditions: [BSONDocument], failure: BSONError? = nil) {
        self.conditions = conditions
        self.failure = failure
    }

    /// Compares a field with a value that can still fail to be written.
    ///
    /// The operator is written even for equality, where MongoDB would do without: a
    /// value that is a document would otherwise be read as operators. Where the server
    /// would still obey a value, each is compared for itself.
    init(_ path: String, _ name: String, _ value: some BSONEncodable) {
        do throws(BSONError) {
            guard Self.obeys(name) else {
                self.init([try Self.comparison(path, name, value)])
                return
            }
            let value = try BSONValue(encoding: value)
            switch (name, value) {
            case ("$ne", _) where value.wouldBeObeyed:
                self.init("$nor", of: [Filter(path, "$eq", value)])
            case ("$in", .array(let values)) where values.contains(where: \.wouldBeObeyed):
                self.init("$or", of: values.map { Filter(path, "$eq", $0) })
            case ("$nin", .array(let values)) where values.contains(where: \.wouldBeObeyed):
                self.init("$nor", of: values.map { Filter(path, "$eq", $0) })
            case ("$all", .array(let values)) where values.contains(where: \.wouldBeObeyed):
                self.init("$and", of: values.map { Filter(path, "$eq", $0) })
            default:
                self.init([[path: .document([name: value])]])
            }
        } catch {
            self.init([], failure: error.inside(path))
        }
    }

    /// Whether the server would obey some values of an operator.
    private static func obeys(_ name: String) -> Bool {
        switch name {
        case "$ne", "$in", "$nin", "$all": true
        default: false
        }
    }

    /// Writes the comparison of a field with a value.
    private static func comparison(
        _ path: String, _ name: String, _ value: some BSONEncodable
    ) throws(BSONError) -> BSONDocument {
        let document = try BSONDocument(capacity: 64) { writer in
            writer.document { $0.document(key: path) { $0.append(key: name, value) } }
        }
        // A document within another takes so much if there is nothing in it.
        guard document.bytes.count > path.utf8.count + 12 else { throw BSONError(.missing) }
        return document
    }

    /// Asks of a field what is said in documents that can still fail to be written.
    init(_ path: String, _ name: String, _ operand: () throws(BSONError) -> BSONDocument) {
        do throws(BSONError) {
            self.init([[path: [name: .document(try operand())]]])
        } catch {
            self.init([], failure: error.inside(path))
        }
    }

    /// Joins filters by an operator that takes a list.
    init(_ name: String, of filters: [Filter]) {
        do throws(BSONError) {
            var list: [BSONValue] = []
            for filter in filters { list.append(.document(try filter.document())) }
            self.init([[name: .array(BSONArray(list))]])
        } catch {
            self.init([], failure: error)
        }
    }

    /// Asks of the whole document what is said in a value that can still fail to be
    /// written.
    init(_ name: String, operand: Result<BSONValue, BSONError>) {
        switch operand {
        case .success(let value): self.init([[name: value]])
        case .failure(let error): self.init([], failure: error)
        }
    }

    /// Matches every document.
    ///
    /// It exists to be spelt out where a condition is asked for:
    /// `posts.delete { _ in .every }` says what it does.
    public static var every: Filter { Filter([]) }

    /// Takes a condition in MongoDB's own words.
    ///
    /// Operators in it are obeyed, so never put a value into it that a visitor
    /// chose.
    public static func raw(_ condition: BSONDocument) -> Filter {
        Filter([condition])
    }

    /// Returns the condition in MongoDB's own words.
    ///
    /// - Throws: `BSONError` if a value is one that BSON cannot hold.
    public func document() throws(BSONError) -> BSONDocument {
        if let failure { throw failure }
        guard conditions.count != 1 else { return conditions[0] }
        guard !conditions.isEmpty else { return [:] }
        return ["$and": .array(BSONArray(conditions.map(BSONValue.document)))]
    }

    /// Matches documents that meet both conditions.
    public static func && (first: Filter, second: Filter) -> Filter {
        // The scope of most models is everything.
        if first.conditions.isEmpty, first.failure == nil { return second }
        if second.conditions.isEmpty, second.failure == nil { return first }
        return Filter(
            first.conditions + second.conditions, failure: first.failure ?? second.failure)
    }

    /// Matches documents that meet either condition, or both.
    public static func || (first: Filter, second: Filter) -> Filter {
        Filter("$or", of: [first, second])
    }

    /// Matches documents that fail the condition.
    public static prefix func ! (filter: Filter) -> Filter {
        Filter("$nor", of: [filter])
    }
}

extension BSONValue {
    /// Whether the server would not simply compare the value where it takes a list, or
    /// in `$ne`: a pattern is matched, and operators are refused or obeyed.
    var wouldBeObeyed: Bool {
        switch self {
        case .regularExpression: true
        case .document(let document): document.keys.first?.hasPrefix("$") == true
        default: false
        }
    }
}
