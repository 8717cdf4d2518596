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
            let match: BSONDocument = ["$match": .document(try condition.document())]
            return [match] + (try furtherStages())
        }
        let aggregation = Aggregation(
            collection: collection, pipeline: stages,
            options: aggregateOptions
        ) { reader in try Model.loaded(from: &reader) }
        return limited.map(aggregation.limit) ?? aggregation
    }
}
