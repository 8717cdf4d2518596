public import BSON
import MongoClient

extension Aggregation {
    /// Keeps the rows that meet a condition.
    public func match(_ condition: (Row.Fields) -> Filter<Row>) -> Aggregation {
        let condition = condition(Row.fields)
        return adding { () throws(BSONError) in [["$match": .document(try condition.document())]] }
    }

    /// Puts the rows into the order of a field.
    public func sort(_ key: (Row.Fields) -> SortKey<Row>) -> Aggregation {
        sort { [key($0)] }
    }

    /// Puts the rows into the order of the first field, those with the same value into
    /// the order of the next.
    public func sort(_ keys: (Row.Fields) -> [SortKey<Row>]) -> Aggregation {
        let keys = keys(Row.fields)
        return adding { () throws(BSONError) in [["$sort": .document(try keys.document())]] }
    }

    /// Passes over the first rows.
    public func skip(_ count: Int) -> Aggregation {
        adding { [["$skip": .int(Swift.max(count, 0))]] }
    }

    /// Keeps at most so many rows.
    public func limit(_ count: Int) -> Aggregation {
        // The server takes no limit of zero.
        adding { [count > 0 ? ["$limit": .int(count)] : ["$match": ["$nor": [[:]]]]] }
    }

    /// Keeps rows drawn at random.
    public func sample(_ count: Int) -> Aggregation {
        count > 0 ? adding { [["$sample": ["size": .int(count)]]] } : limit(0)
    }

    /// Gives properties other values, computed from the row.
    ///
    ///     posts.aggregate().set { $0.views = $1.views + $1.likes }
    public func set(
        _ assign: (inout Projection<Row, Row>, Formula<Row, Row>) -> Void
    ) -> Aggregation {
        let projection = Projection<Row, Row>(assign)
        return making(Row.self) { () throws(BSONError) in
            [["$set": .document(try projection.assignments())]]
        }
    }

    /// Makes each row a part of itself.
    ///
    /// The properties of `Part` are those of the row that are stored under the same
    /// names. One that is none of the row's is a `BSONError` when the pipeline is sent.
    public func project<Part: Embedded>(_ part: Part.Type) -> Aggregation<Part> {
        project(part) { (_: inout Projection<Row, Part>, _: Formula<Row, Row>) in }
    }

    /// Makes each row a part of itself, with what the server computes from it.
    ///
    /// A property that the closure does not assign is the row's that is stored under
    /// the same name.
    public func project<Part: Embedded>(
        _ part: Part.Type, _ assign: (inout Projection<Row, Part>, Formula<Row, Row>) -> Void
    ) -> Aggregation<Part> {
        let projection = Projection<Row, Part>(assign)
        return making(part) { () throws(BSONError) in
            [["$project": .document(try projection.document())]]
        }
    }

    /// Makes one row of those that have something in common.
    ///
    ///     .group(Total.self) { total, post in
    ///         total.author = .key(post.author)
    ///         total.views = .sum(post.views)
    ///     }
    public func group<Group: Embedded>(
        _ group: Group.Type, _ assign: (inout Grouping<Row, Group>, Formula<Row, Row>) -> Void
    ) -> Aggregation<Group> {
        let grouping = Grouping<Row, Group>(assign)
        return making(group) { () throws(BSONError) in try grouping.stages() }
    }

    /// Counts how often each value occurs, the most frequent first.
    public func sortByCount<Value: BSONCodable & Sendable>(
        _ formula: (Formula<Row, Row>) -> Formula<Row, Value>
    ) -> Aggregation<Counted<Value>> {
        let formula = formula(Formula(path: ""))
        return making(Counted<Value>.self) { () throws(BSONError) in
            [["$sortByCount": try formula.expression.get()]]
        }
    }

    /// Makes each row what it holds.
    ///
    /// A row without it is left out.
    public func replaceRoot<Inner: Embedded>(
        _ formula: (Formula<Row, Row>) -> Formula<Row, Inner>
    ) -> Aggregation<Inner> {
        replaceRoot { formula($0).optional }
    }

    /// Makes each row what it holds.
    ///
    /// A row without it is left out.
    public func replaceRoot<Inner: Embedded>(
        _ formula: (Formula<Row, Row>) -> Formula<Row, Inner?>
    ) -> Aggregation<Inner> {
        let formula = formula(Formula(path: ""))
        let isThere = Formula<Row, Bool>("$gt", of: formula, Formula<Row, BSONValue>.raw(.null))
        return making(Inner.self) { () throws(BSONError) in
            [
                ["$match": ["$expr": try isThere.expression.get()]],
                ["$replaceRoot": ["newRoot": try formula.expression.get()]],
            ]
        }
    }

    /// Adds the rows of another pipeline behind these.
    ///
    /// It is one of the same database: the server reaches no other, so one of another is
    /// a `MongoError` when the pipeline is sent.
    public func union(_ other: Aggregation) -> Aggregation {
        making(Row.self) {
            try checkReach(of: "$unionWith", to: other.collection)
            let stages = BSONArray(try other.stages().map(BSONValue.document))
            return [
                [
                    "$unionWith": [
                        "coll": .string(other.collection.name), "pipeline": .array(stages),
                    ]
                ]
            ]
        }
    }

    /// Adds a stage in MongoDB's own words, behind which rows are of another type.
    ///
    ///     .raw(["$bucketAuto": ["groupBy": "$views", "buckets": 5]], as: Bucket.self)
    ///
    /// Operators and paths in it are obeyed, so never put a value into it that a
    /// visitor chose.
    public func raw<Out: Embedded>(_ stage: BSONDocument, as type: Out.Type) -> Aggregation<Out> {
        making(type) { [stage] }
    }

    /// Adds a stage in MongoDB's own words, behind which rows are of the same type.
    ///
    /// Operators and paths in it are obeyed, so never put a value into it that a
    /// visitor chose.
    public func raw(_ stage: BSONDocument) -> Aggregation { raw(stage, as: Row.self) }
}
