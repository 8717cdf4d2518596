public import BSON

extension MongoSession {
    /// The time of the newest operation that the session knows of, `nil` at first.
    ///
    /// - Throws: ``MongoError`` if the session has ended.
    public var operationTime: BSONTimestamp? {
        get async throws(MongoError) {
            try await pinned(Self.operation("session")).operationTime()
        }
    }

    /// The cluster's time as the session knows it, signed by the cluster; `nil` at
    /// first.
    ///
    /// - Throws: ``MongoError`` if the session has ended.
    public var clusterTime: BSONDocument? {
        get async throws(MongoError) {
            try await pinned(Self.operation("session")).clusterTime()
        }
    }

    /// Makes the reads of this session see what another has done.
    ///
    ///     try await second.advance(
    ///         operationTime: first.operationTime, clusterTime: first.clusterTime)
    ///
    /// A time that is older than what the session knows changes nothing.
    ///
    /// - Throws: ``MongoError`` if the session has ended.
    public func advance(
        operationTime: BSONTimestamp?, clusterTime: BSONDocument?
    ) async throws(MongoError) {
        let connection = try pinned(Self.operation("session"))
        if let operationTime { try await connection.advance(to: operationTime) }
        if let clusterTime { try await connection.advance(toClusterTime: clusterTime) }
    }
}
