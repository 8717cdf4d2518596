import BSON
import MongoClient

/// Which documents of another collection belong to a row: those with an equal value.
public struct Join<Row, Foreign>: Sendable {
    let local: String
    let foreign: String

    func stage(
        _ documents: Documents<Foreign>, as field: String, limit: Int? = nil
    ) throws(BSONError) -> BSONDocument where Foreign: Document {
        var pipeline: [BSONValue] = [
            ["$match": .document(try documents.scope.document())]
        ]
        if let limit { pipeline.append(["$limit": .int(limit)]) }
        return [
            "$lookup": [
                "from": .string(documents.collection.name), "localField": .string(local),
                "foreignField": .string(foreign), "pipeline": .array(BSONArray(pipeline)),
                "as": .string(field),
            ]
        ]
    }
}

extension Field {
    /// Joins documents to a row by a value that both have.
    public static func == <Foreign>(
        local: Field, foreign: Field<Foreign, Value>
    ) -> Join<Root, Foreign> {
        Join(local: local.dottedPath, foreign: foreign.dottedPath)
    }

    /// Joins documents to a row by a value that the row may have.
    ///
    /// To MongoDB a row without the value belongs to documents without it.
    public static func == <Foreign, Wrapped>(
        local: Field, foreign: Field<Foreign, Wrapped>
    ) -> Join<Root, Foreign> where Value == Wrapped? {
        Join(local: local.dottedPath, foreign: foreign.dottedPath)
    }

    /// Joins documents to a row by a value that each of them lists.
    public static func == <Foreign>(
        local: Field, foreign: AnyElement<Foreign, Value>
    ) -> Join<Root, Foreign> {
        Join(local: local.dottedPath, foreign: foreign.dottedPath)
    }
}

extension AnyElement {
    /// Joins documents to a row by the values that it lists.
    public static func == <Foreign>(
        local: AnyElement, foreign: Field<Foreign, Value>
    ) -> Join<Root, Foreign> {
        Join(local: local.dottedPath, foreign: foreign.dottedPath)
    }
}
