import NIOCore

/// A batch on its way, and who waits for the answer.
struct PendingBatch: Sendable {
    let bytes: ByteBuffer
    /// When it has taken too long; set when it is sent.
    var deadline = NIODeadline.distantFuture
    var replies: BatchReplies
    /// Called once: with the replies, or with `nil` if there will be none.
    let completion: @Sendable ([MetaReply?]?) -> Void
}
