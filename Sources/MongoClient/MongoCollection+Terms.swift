extension MongoCollection {
    /// Returns the collection as seen within a session.
    public func within(_ session: MongoSession) -> MongoCollection {
        MongoCollection(name: name, database: database.within(session))
    }

    /// Returns the collection to be talked to on other terms.
    ///
    ///     let posts = posts.with(writeConcern: .majority, readPreference: .nearest)
    ///
    /// What is left out is as before. In a transaction, its own terms count.
    public func with(
        readConcern: ReadConcern? = nil, writeConcern: WriteConcern? = nil,
        readPreference: ReadPreference? = nil
    ) -> MongoCollection {
        let database = database.with(
            readConcern: readConcern, writeConcern: writeConcern, readPreference: readPreference)
        return MongoCollection(name: name, database: database)
    }
}
