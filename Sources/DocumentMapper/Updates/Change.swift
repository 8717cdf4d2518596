import BSON

/// One change to one field of a stored document.
///
/// Changes come from fields: `$0.views.increment()`. The server makes them, so
/// of two that arrive together neither is lost.
public struct Change<Model>: Sendable {
    /// What the server does to the field.
    enum Operator: String {
        case set = "$set"
        case setOnInsert = "$setOnInsert"
        case unset = "$unset"
        case increment = "$inc"
        case multiply = "$mul"
        case minimum = "$min"
        case maximum = "$max"
        case bit = "$bit"
        case rename = "$rename"
        case currentDate = "$currentDate"
        case push = "$push"
        case addToSet = "$addToSet"
        case pull = "$pull"
        case pullAll = "$pullAll"
        case pop = "$pop"

        /// Whether it stores something where nothing was.
        var creates: Bool {
            switch self {
            case .unset, .rename, .pull, .pullAll, .pop: false
            default: true
            }
        }
    }

    let kind: Operator
    let path: UpdatePath

    /// What the operator is given, or why BSON cannot hold it.
    let operand: Result<BSONValue, BSONError>

    init(_ kind: Operator, _ path: UpdatePath, _ value: some BSONEncodable) {
        self.init(kind, path) { () throws(BSONError) in try BSONValue(encoding: value) }
    }

    init(_ kind: Operator, _ path: UpdatePath, operand: () throws(BSONError) -> BSONValue) {
        self.kind = kind
        self.path = path
        self.operand = Result { () throws(BSONError) in
            do throws(BSONError) { return try operand() } catch {
                throw error.inside(path.sections[0].path)
            }
        }
    }
}
