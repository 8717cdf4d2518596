public import HTTPTypes
public import Logging

/// How a failure is answered.
public struct ErrorAnswer: Sendable {
    /// The response's status.
    public var status: HTTPResponse.Status
    /// What to tell the reader; a kind sentence is found for `nil`.
    public var message: String?
    /// What programs know this kind of failure by: an absolute address, best one that
    /// explains it (RFC 9457, section 3.1.1).
    public var type: String?
    /// A few words; they are found for `nil`.
    public var title: String?
    /// Headers such as `Retry-After` and `Allow`.
    public var headers: HTTPFields
    /// How the failure is logged.
    public var level: Logger.Level

    /// Makes an answer, logged as an error if its status says that the site is to blame.
    public init(
        _ status: HTTPResponse.Status,
        message: String? = nil,
        headers: HTTPFields = [:],
        level: Logger.Level? = nil
    ) {
        self.status = status
        self.message = message
        self.headers = headers
        self.level = level ?? (status.code >= 500 ? .error : .debug)
    }
}

/// Answers the errors it knows, and returns `nil` for the rest.
public typealias ErrorRule = @Sendable (any Error) -> ErrorAnswer?
