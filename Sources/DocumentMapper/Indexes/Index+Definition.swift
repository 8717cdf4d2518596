package import BSON

extension Index {
    /// The index as `createIndexes` takes it.
    ///
    /// - Throws: `BSONError` if the condition has a value that BSON cannot hold.
    package func definition() throws(BSONError) -> BSONDocument {
        var fields = BSONDocument()
        var weights = BSONDocument()
        for key in keys {
            try fields.append(key: key.path, key.kind)
            if let weight = key.weight { try weights.append(key: key.path, weight) }
        }
        var definition = BSONDocument()
        definition.append("key", fields)
        definition.append("name", name)
        if options.isUnique { definition.append("unique", true) }
        if options.isSparse { definition.append("sparse", true) }
        if let interval = options.expireAfter {
            definition.append("expireAfterSeconds", interval.components.seconds)
        }
        if let condition = options.condition {
            definition.append("partialFilterExpression", try condition.document())
        }
        if let collation = options.collation {
            definition.append("collation", collation.document)
        }
        if !weights.isEmpty { definition.append("weights", weights) }
        if let language = options.language { definition.append("default_language", language) }
        return definition
    }
}
