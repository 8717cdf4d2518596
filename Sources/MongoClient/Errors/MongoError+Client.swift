extension MongoError {
    static let poolTimedOut = MongoError(
        .poolTimedOut, "Every database connection was busy for too long.", operation: "")

    static let closed = MongoError(
        .closed, "The connection to the database was closed.", operation: "")

    static func cancelled(_ operation: String) -> MongoError {
        MongoError(.cancelled, "The task was cancelled.", operation: operation)
    }

    static func sessionEnded(_ operation: String) -> MongoError {
        MongoError(.sessionEnded, "The session has ended.", operation: operation)
    }

    /// An address that cannot be used.
    ///
    /// What the driver quotes of it may be part of a password.
    static func invalidAddress(reason: String) -> MongoError {
        MongoError(
            .invalidAddress,
            "The MongoDB address cannot be used: \(withoutQuotes(reason)). Write it as "
                + "mongodb://user:password@host:27017/database, with special characters in "
                + "the password percent-encoded.",
            operation: "connect")
    }

    /// Returns the same error with the operation it befell.
    func during(_ operation: String) -> MongoError {
        var error = self
        error.operation = operation
        return error
    }
}
