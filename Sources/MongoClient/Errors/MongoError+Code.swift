extension MongoError {
    /// A server error code, or a negative one for what failed on this side.
    ///
    /// Codes are open-ended, so this is a struct with named constants rather than an
    /// enum: a newer server never breaks an exhaustive switch.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The number.
        public let rawValue: Int32

        /// Creates a code that has no name here.
        public init(rawValue: Int32) { self.rawValue = rawValue }

        /// Lets a `catch` name the code it handles.
        public static func ~= (code: Code, error: any Error) -> Bool {
            (error as? MongoError)?.code == code
        }
    }
}

extension MongoError.Code {
    /// A unique index already holds the value.
    public static let duplicateKey = Self(rawValue: 11000)
    /// An operator was asked of a value of another type.
    public static let typeMismatch = Self(rawValue: 14)
    /// The user may not do this.
    public static let unauthorized = Self(rawValue: 13)
    /// The user or the password is wrong.
    public static let authenticationFailed = Self(rawValue: 18)
    /// The collection does not exist.
    public static let namespaceNotFound = Self(rawValue: 26)
    /// The server has dropped the cursor, such as after ten idle minutes.
    public static let cursorNotFound = Self(rawValue: 43)
    /// The cursor belongs to another session, such as one that an outage has ended.
    public static let cursorOfOtherSession = Self(rawValue: 50738)
    /// A change stream cannot go on after this token, which may be another cluster's.
    public static let invalidResumeToken = Self(rawValue: 260)
    /// A change stream cannot go on, such as where the token is not to be found.
    public static let changeStreamFatal = Self(rawValue: 280)
    /// The server's log no longer reaches back to where a change stream would begin.
    public static let changeStreamHistoryLost = Self(rawValue: 286)
    /// Another program does what only one may do at a time.
    public static let lockBusy = Self(rawValue: 46)
    /// There is such a collection already.
    public static let namespaceExists = Self(rawValue: 48)
    /// The operation took longer than it was allowed to.
    public static let maxTimeExpired = Self(rawValue: 50)
    /// An index of this name has other options.
    public static let indexOptionsConflict = Self(rawValue: 85)
    /// An index of this name has other keys.
    public static let indexKeySpecsConflict = Self(rawValue: 86)
    /// Another operation changed the document at the same time.
    public static let writeConflict = Self(rawValue: 112)
    /// The document breaks the rules of its collection.
    public static let documentValidationFailure = Self(rawValue: 121)
    /// The server is not the one that takes writes.
    public static let notPrimary = Self(rawValue: 10107)

    /// What was asked for by name is not there.
    public static let notFound = Self(rawValue: -12)
    /// There are several documents where there should be one at most.
    public static let severalFound = Self(rawValue: -13)

    /// Other documents refer to the one that was to be deleted.
    public static let stillReferenced = Self(rawValue: -14)

    /// No server could be reached in time.
    public static let noServer = Self(rawValue: -1)
    /// The connection broke, or the answer took too long.
    public static let connectionLost = Self(rawValue: -2)
    /// Every connection of the pool was busy for too long.
    public static let poolTimedOut = Self(rawValue: -3)
    /// The client was closed before.
    public static let closed = Self(rawValue: -4)
    /// The task was cancelled before the request was sent.
    public static let cancelled = Self(rawValue: -5)
    /// The address of the database is not valid.
    public static let invalidAddress = Self(rawValue: -6)
    /// The request is wrong, and was not sent.
    public static let invalidRequest = Self(rawValue: -7)
    /// The server's reply is not what it should be.
    public static let invalidReply = Self(rawValue: -8)
    /// A stored file contradicts itself.
    public static let corruptFile = Self(rawValue: -9)
    /// The session of the handle has ended.
    public static let sessionEnded = Self(rawValue: -11)
    /// The driver failed otherwise.
    public static let driver = Self(rawValue: -10)
}
