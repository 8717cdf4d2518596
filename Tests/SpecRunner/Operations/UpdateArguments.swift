import BSON

/// What an update is told: whom to change, and how.
struct UpdateArguments {
    /// How to change it.
    enum Change {
        case operators(BSONDocument)
        case pipeline([BSONDocument])
    }

    let filter: BSONDocument
    let change: Change
    let upsert: Bool
    let arrayFilters: [BSONDocument]

    /// Takes them from among the arguments.
    ///
    /// - Throws: ``Failure`` if they are not understood.
    init(taking arguments: inout Arguments) throws {
        filter = try arguments.required("filter") { try $0.document($1) }
        upsert = try arguments.bool("upsert") ?? false
        arrayFilters = try arguments.documents("arrayFilters") ?? []
        switch arguments.value("update") {
        case .document(let operators): change = .operators(operators)
        case .array(let stages): change = .pipeline(stages.compactMap(\.document))
        default: throw Failure("an update needs operators or a pipeline")
        }
    }
}
