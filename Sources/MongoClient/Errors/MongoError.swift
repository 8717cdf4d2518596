package import BSON

/// A failure reported by the server or by the connection to it.
///
/// It never shows values of documents, so it is safe to log: what the server quotes
/// of them is left out of ``message``.
public struct MongoError: Error, Hashable, Sendable {
    /// What kind of failure it is.
    public let code: Code

    /// The server's or the driver's own words, without values of documents.
    public let message: String

    /// The command that failed, such as `insert blog.posts`.
    public internal(set) var operation: String

    /// What the server says about trying again, such as
    /// `TransientTransactionError`.
    public let labels: Set<String>

    /// The name of the unique index that already holds a value, when the code is
    /// ``Code/duplicateKey``.
    public let index: String?

    /// What the server and the driver have said besides.
    let report: Report

    /// Creates an error, for what this package refuses by itself.
    package init(
        _ code: Code, _ message: String, operation: String, labels: Set<String> = [],
        index: String? = nil
    ) {
        self.init(
            code, message, operation: operation, labels: labels, index: index, report: Report())
    }

    /// Creates an error with what was said besides.
    init(
        _ code: Code, _ message: String, operation: String, labels: Set<String> = [],
        index: String?, report: Report
    ) {
        self.code = code
        self.message = message
        self.operation = operation
        self.labels = labels
        self.index = index
        self.report = report
    }

    /// Whether the database cannot be reached or cannot answer for now: the same
    /// request may well succeed later.
    public var isUnavailable: Bool { Self.unavailable.contains(code) }

    private static let unavailable: Set<Code> = [
        .noServer, .connectionLost, .poolTimedOut, .closed, .notPrimary,
        // HostUnreachable, HostNotFound, NetworkTimeout, ShutdownInProgress,
        // PrimarySteppedDown, ExceededTimeLimit, SocketException,
        // InterruptedAtShutdown, InterruptedDueToReplStateChange,
        // NotPrimaryNoSecondaryOk, NotPrimaryOrSecondary.
        Code(rawValue: 6), Code(rawValue: 7), Code(rawValue: 89), Code(rawValue: 91),
        Code(rawValue: 189), Code(rawValue: 262), Code(rawValue: 9001),
        Code(rawValue: 11600), Code(rawValue: 11602), Code(rawValue: 13435),
        Code(rawValue: 13436),
    ]
}

extension MongoError {
    /// The server's name of the code, such as `WriteConflict`, if it told.
    public var codeName: String? { report.codeName ?? writeConcernFailure?.codeName }

    /// Each write that was refused, where several were sent together.
    public var writeFailures: [WriteFailure] { report.writeFailures }

    /// What kept a write that is done from reaching as many servers as was asked for.
    public var writeConcernFailure: WriteConcernFailure? { report.writeConcernFailure }

    /// What a bulk write or an insertion of many did before and besides the failure.
    public var result: BulkWriteResult? { report.result }

    /// The driver's words as they are, which may quote documents.
    package var fullMessage: String { report.message ?? message }

    /// The server's reply as it is, which may quote documents; `nil` if there is none.
    package var reply: BSONDocument? { report.reply }
}

extension MongoError: CustomStringConvertible, CustomReflectable {
    /// A line for a log.
    public var description: String {
        let subject = operation.isEmpty ? "" : "\(operation): "
        return code.rawValue > 0
            ? "\(subject)\(message) (code \(code.rawValue))" : "\(subject)\(message)"
    }

    /// What may be shown: not the reply, which quotes documents.
    public var customMirror: Mirror {
        Mirror(self, children: ["description": description, "labels": labels])
    }
}
