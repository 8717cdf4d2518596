import BSON

/// What a ``Filter`` asks, in no model's words.
///
/// The compiler knows here what it copies: in code for any model it would ask the runtime
/// for types with each query.
struct Condition: Sendable, Hashable {
    /// What must all hold; nothing, for a condition that every document meets.
    private let parts: [BSONDocument]

    /// The first value that BSON could not hold.
    private let failure: BSONError?

    /// What every document meets.
    static let every = Condition([])

    /// Takes conditions in MongoDB's own words, which must all hold.
    init(_ parts: [BSONDocument]) {
        self.parts = parts
        failure = nil
    }

    private init(failure: BSONError) {
        parts = []
        self.failure = failure
    }

    private init(_ parts: [BSONDocument], _ failure: BSONError?) {
        self.parts = parts
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
                self.init("$nor", of: [Condition(path, "$eq", value)])
            case ("$in", .array(let values)) where values.contains(where: \.wouldBeObeyed):
                self.init("$or", of: values.map { Condition(path, "$eq", $0) })
            case ("$nin", .array(let values)) where values.contains(where: \.wouldBeObeyed):
                self.init("$nor", of: values.map { Condition(path, "$eq", $0) })
            case ("$all", .array(let values)) where values.contains(where: \.wouldBeObeyed):
                self.init("$and", of: values.map { Condition(path, "$eq", $0) })
            default:
                self.init([[path: .document([name: value])]])
            }
        } catch {
            self.init(failure: error.inside(path))
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
            self.init(failure: error.inside(path))
        }
    }

    /// Joins conditions by an operator that takes a list.
    init(_ name: String, of conditions: [Condition]) {
        do throws(BSONError) {
            var list: [BSONValue] = []
            for condition in conditions { list.append(.document(try condition.document())) }
            self.init([[name: .array(BSONArray(list))]])
        } catch {
            self.init(failure: error)
        }
    }

    /// Asks of the whole document what is said in a value that can still fail to be
    /// written.
    init(_ name: String, operand: Result<BSONValue, BSONError>) {
        switch operand {
        case .success(let value): self.init([[name: value]])
        case .failure(let error): self.init(failure: error)
        }
    }

    /// Returns the condition in MongoDB's own words.
    ///
    /// - Throws: `BSONError` if a value is one that BSON cannot hold.
    func document() throws(BSONError) -> BSONDocument {
        if let failure { throw failure }
        guard parts.count != 1 else { return parts[0] }
        guard !parts.isEmpty else { return [:] }
        return ["$and": .array(BSONArray(parts.map(BSONValue.document)))]
    }

    /// What meets both conditions.
    static func && (first: Condition, second: Condition) -> Condition {
        // The scope of most models is everything.
        if first.parts.isEmpty, first.failure == nil { return second }
        if second.parts.isEmpty, second.failure == nil { return first }
        return Condition(first.parts + second.parts, first.failure ?? second.failure)
    }

    /// What fails the condition.
    static prefix func ! (condition: Condition) -> Condition {
        Condition("$nor", of: [condition])
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
