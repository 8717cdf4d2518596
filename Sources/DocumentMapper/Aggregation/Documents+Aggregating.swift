import BSON
import MongoClient

extension Documents {
    /// Sends all documents through a pipeline.
    public func aggregate() -> Aggregation<Model> { find().aggregate() }
}

extension Query {
    /// Sends the documents that the query finds through a pipeline.
    public func aggregate() -> Aggregation<Model> {
        let stages = Result { () throws(any Error) in
            var stages: [BSONDocument] = [["$match": .document(try filter.document())]]
            if !order.isEmpty { stages.append(["$sort": .document(try order.document())]) }
            if let skipped { stages.append(["$skip": .int(skipped)]) }
            return stages
        }
        let aggregation = Aggregation(
            collection: collection, pipeline: stages,
            options: aggregateOptions
        ) { reader in try Model.loaded(from: &reader) }
        return limited.map(aggregation.limit) ?? aggregation
    }
}
