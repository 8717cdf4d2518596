extension GridFSBucket {
    /// Returns the bucket as seen, and changed, within a session.
    ///
    /// In a transaction, an upload is seen, and stays, with the rest of it. The server
    /// ends a transaction after a minute.
    public func within(_ session: MongoSession) -> GridFSBucket {
        on(database.within(session))
    }

    /// Returns the bucket to be talked to on other terms.
    ///
    /// What is left out is as before. In a transaction, its own terms count.
    public func with(
        readConcern: ReadConcern? = nil, writeConcern: WriteConcern? = nil,
        readPreference: ReadPreference? = nil
    ) -> GridFSBucket {
        on(
            database.with(
                readConcern: readConcern, writeConcern: writeConcern,
                readPreference: readPreference))
    }

    private func on(_ database: MongoDatabase) -> GridFSBucket {
        var bucket = self
        bucket.database = database
        return bucket
    }
}
