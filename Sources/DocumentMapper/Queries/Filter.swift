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

    private init(_ conditions: [BSONDocument], failure: BSONError? = nil) {
        self.conditions = conditions
        self.failure = failure
    }

    /// Compares a field with a value that can still fail to be written.
    init(_ path: String, _ name: String, _ value: some BSONEncodable) {
        do throws(BSONError) {
            let value = try BSONValue(encoding: value)
            // The server refuses to tell a regular expression by `$ne`.
            if name == "$ne", value.type == .regularExpression {
                self.init("$nor", of: [Filter(path, "$eq", value)])
                return
            }
            self.init([[path: .document([name: value])]])
        } catch {
            self.init([], failure: error.inside(path))
        }
    }

    /// Compares a field with each of several values.
    ///
    /// `$in` and `$nin` would obey a regular expression rather than compare it. Then
    /// each value is compared for itself, and `junction` joins the comparisons.
    init(_ path: String, _ name: String, each values: [some BSONEncodable], junction: String) {
        do throws(BSONError) {
            let list = try BSONValue(encoding: values)
            guard case .array(let elements) = list,
                elements.contains(where: { $0.type == .regularExpression })
            else {
                self.init([[path: .document([name: list])]])
                return
            }
            self.init(junction, of: elements.map { Filter(path, "$eq", $0) })
        } catch {
            self.init([], failure: error.inside(path))
        }
    }

    /// Asks of a field's elements what `condition` asks.
    init<Element>(_ path: String, _ name: String, matching condition: Filter<Element>) {
        do throws(BSONError) {
            self.init(path, name, try condition.document())
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
    /// - Throws: ``BSONError`` if a value is one that BSON cannot hold.
    public func document() throws(BSONError) -> BSONDocument {
        if let failure { throw failure }
        guard conditions.count != 1 else { return conditions[0] }
        guard !conditions.isEmpty else { return [:] }
        return ["$and": .array(BSONArray(conditions.map(BSONValue.document)))]
    }

    /// Matches documents that meet both conditions.
    public static func && (first: Filter, second: Filter) -> Filter {
        Filter(first.conditions + second.conditions, failure: first.failure ?? second.failure)
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
