/// Bytes that are no reply, or not the reply that is due: nothing that follows them on the
/// connection can be trusted.
package enum MalformedReply: Error {
    /// A line that has no end within the limit.
    case endlessLine
    /// A line of no known form.
    case line
    /// A value that does not end where its length says.
    case value
    /// A reply to another request than the one that is due.
    case order
}
