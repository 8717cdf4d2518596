public import BSON

/// How the server carries out a query.
///
///     let plan = try await posts.find { $0.slug == slug }.explain()
///     assert(plan.indexes == ["slug_1"] && plan.documentsExamined <= 1)
public struct Explanation: Sendable, Hashable {
    /// The steps of the plan that the server chose, the last one first, such as `LIMIT`,
    /// `FETCH` and `IXSCAN`.
    ///
    /// `COLLSCAN` reads the whole collection, and `SORT` sorts what an index could have
    /// had in order.
    public let stages: [String]

    /// The names of the indexes that the plan uses.
    public let indexes: [String]

    /// How many keys of indexes were looked at.
    public let keysExamined: Int

    /// How many documents were looked at.
    public let documentsExamined: Int

    /// How many documents were found.
    public let returned: Int

    /// What the server said.
    public let raw: BSONDocument

    init(_ reply: BSONDocument) {
        // An aggregation that is more than a query tells of its query in its first stage.
        let query = reply["stages"]?.array?.first?.document?["$cursor"]?.document ?? reply
        let chosen = query["queryPlanner"]?.document?["winningPlan"]?.document
        // The newer of the server's two engines puts the plan a level deeper.
        let plan = chosen?["queryPlan"]?.document ?? chosen ?? [:]
        let steps = Self.steps(of: plan)
        stages = steps.compactMap { $0["stage"]?.string }
        indexes = steps.compactMap { $0["indexName"]?.string }
        let statistics = query["executionStats"]?.document
        keysExamined = statistics?["totalKeysExamined"]?.int ?? 0
        documentsExamined = statistics?["totalDocsExamined"]?.int ?? 0
        returned = statistics?["nReturned"]?.int ?? 0
        raw = reply
    }

    /// A step and those that feed it.
    private static func steps(of step: BSONDocument) -> [BSONDocument] {
        var inputs = step["inputStages"]?.array?.compactMap(\.document) ?? []
        inputs += [step["inputStage"]?.document].compactMap { $0 }
        inputs += step["shards"]?.array?.compactMap { $0.document?["winningPlan"]?.document } ?? []
        return [step] + inputs.flatMap(steps)
    }
}
