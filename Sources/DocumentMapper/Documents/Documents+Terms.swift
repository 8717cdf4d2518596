public import MongoClient

extension Documents {
    /// Returns the documents as seen, and changed, within a session.
    ///
    ///     try await client.withTransaction { session in
    ///         try await accounts.within(session).update(a) { $0.balance.increment(by: -5) }
    ///         try await accounts.within(session).update(b) { $0.balance.increment(by: 5) }
    ///     }
    public func within(_ session: MongoSession) -> Documents {
        on(collection.within(session))
    }

    /// Returns the documents to be asked for on other terms.
    ///
    /// What is left out is as before. In a transaction, its own terms count.
    public func with(
        readConcern: ReadConcern? = nil, writeConcern: WriteConcern? = nil,
        readPreference: ReadPreference? = nil
    ) -> Documents {
        on(
            collection.with(
                readConcern: readConcern, writeConcern: writeConcern,
                readPreference: readPreference))
    }
}
