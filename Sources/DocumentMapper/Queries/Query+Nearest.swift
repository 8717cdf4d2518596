import BSON
import MongoClient

extension Query {
    /// Sends the documents that the query finds through a pipeline, the nearest first,
    /// with how far they are from a point.
    ///
    ///     @Embedded struct Nearby { var name: String; var metres: Double }
    ///
    ///     cafes.find { $0.isOpen == true }
    ///         .aggregate(Nearby.self, near: here, by: { $0.position }, within: 500) { $0.metres }
    ///
    /// The field needs a `2dsphere` index. Distances are metres along the earth. The other
    /// properties of `Out` are the document's that are stored under the same names.
    public func aggregate<Out: Embedded, Value: GeometryValue>(
        _ type: Out.Type, near point: GeoPoint, by field: (Model.Fields) -> Field<Model, Value>,
        within distance: Double? = nil, beyond least: Double? = nil,
        as metres: (Out.Fields) -> Field<Out, Double>
    ) -> Aggregation<Out> {
        let path = field(Model.fields).dottedPath
        let metres = metres(Out.fields).dottedPath
        let stages = Result { () throws(any Error) in
            var near: BSONDocument = [
                "near": try BSONValue(encoding: point), "key": .string(path),
                "distanceField": .string(metres), "query": .document(try condition.document()),
                "spherical": true,
            ]
            if let distance { near.append("maxDistance", distance) }
            if let least { near.append("minDistance", least) }
            // It comes first, and sorts; what the query says of order and number follows.
            return [["$geoNear": .document(near)]] + (try furtherStages())
        }
        let aggregation = Aggregation<Out>(
            collection: collection, pipeline: stages, options: aggregateOptions
        ) { reader in try Out(from: &reader) }
        return limited.map(aggregation.limit) ?? aggregation
    }

    /// The stages of the query but for its condition and its limit.
    func furtherStages() throws(BSONError) -> [BSONDocument] {
        var stages: [BSONDocument] = []
        if !order.isEmpty { stages.append(["$sort": .document(try order.document())]) }
        if let skipped { stages.append(["$skip": .int(skipped)]) }
        return stages
    }
}
