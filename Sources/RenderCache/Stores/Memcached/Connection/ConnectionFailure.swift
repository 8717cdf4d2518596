/// Why a connection came to nothing.
enum ConnectionFailure: String, Sendable {
    /// None could be made.
    case unreachable
    /// No reply came in time.
    case timeout
    /// It broke while replies were due.
    case lost
    /// What came was no reply.
    case malformed
}
