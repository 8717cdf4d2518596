extension MongoDatabase {
    /// Returns the database as seen within a session.
    public func within(_ session: MongoSession) -> MongoDatabase {
        var database = self
        database.session = session
        return database
    }

    /// Returns another database, as seen within the same session and on the same terms.
    func sibling(_ name: String) -> MongoDatabase {
        MongoDatabase(name: name, pool: pool, session: session, terms: terms)
    }

    /// Returns the database to be talked to on other terms.
    ///
    /// What is left out is as before. In a transaction, its own terms count.
    public func with(
        readConcern: ReadConcern? = nil, writeConcern: WriteConcern? = nil,
        readPreference: ReadPreference? = nil
    ) -> MongoDatabase {
        var database = self
        database.terms = terms.with(readConcern, writeConcern, readPreference)
        return database
    }
}
