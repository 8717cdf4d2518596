import NIOCore

/// What one connection takes upon itself before it refuses.
struct ConnectionLimits: Sendable {
    /// How long a request may take, and the making of a connection as well.
    var timeout: TimeAmount
    /// The largest value that is kept of a reply.
    var maximumValueSize: Int
    /// How many batches may be without an answer.
    var outstandingBatches = 1024
    /// How many bytes may be on their way, beyond the first batch.
    var outstandingBytes = 16 << 20

    /// Limits of time and of values, the others as usual.
    init(timeout: TimeAmount, maximumValueSize: Int) {
        self.timeout = timeout
        self.maximumValueSize = maximumValueSize
    }
}
