package import BSON

extension Index {
    /// The index as `createIndexes` takes it.
    ///
    /// - Throws: ``BSONError`` if the condition has a value that BSON cannot hold.
    package func definition() throws(BSONError) -> BSONDocument {
        var definition = BSONDocument()
        definition.append("key", try keys.document())
        definition.append("name", name)
        if isUnique { definition.append("unique", true) }
        if isSparse { definition.append("sparse", true) }
        if let expireAfter {
            definition.append("expireAfterSeconds", expireAfter.components.seconds)
        }
        if let condition {
            definition.append("partialFilterExpression", try condition.document())
        }
        return definition
    }
}
