/// Writes documents to one growing buffer, without a tree in between.
///
///     var writer = BSONWriter()
///     writer.document { writer in
///         writer.append("title", post.title)
///         writer.append("tags", post.tags)
///     }
///     let bytes = try writer.finish()
///
/// Writing does not throw. The first mistake is kept in ``failure``, and from
/// then on ``bytes`` is empty and ``finish()`` throws, so that a document which
/// is not what its author meant can never be sent.
public struct BSONWriter: Sendable {
    /// What may be written next.
    enum Expectation: UInt8 {
        /// A whole document, outside of any other.
        case document
        /// A key and its value.
        case element
        /// The next value of an array.
        case item
        /// The value of the key just written.
        case value
        /// Nothing: the value has been written.
        case nothing
    }

    /// What has been written, whether or not it failed.
    var buffer: [UInt8] = []

    /// Where the type of the value to come belongs.
    var slot = 0

    /// The position of the next item, while in an array.
    var index = 0

    /// What may be written next.
    var expectation = Expectation.document

    /// How many documents and arrays are open.
    var depth = 0

    /// Whether values were copied from other bytes, without looking into them.
    var hasCopied = false

    /// The first mistake.
    public private(set) var failure: BSONError?

    /// Creates a writer.
    ///
    /// - Parameter capacity: How many bytes to make room for at first.
    public init(capacity: Int = 256) {
        buffer.reserveCapacity(capacity)
    }

    /// The documents written so far, one after another; empty after a failure.
    public var bytes: [UInt8] { failure == nil ? buffer : [] }

    /// Returns the documents written so far, one after another.
    ///
    /// - Throws: ``failure``, if there is one.
    public func finish() throws(BSONError) -> [UInt8] {
        if let failure { throw failure }
        return buffer
    }

    /// Forgets what has been written, and keeps the memory for what comes.
    public mutating func removeAll() {
        buffer.removeAll(keepingCapacity: true)
        expectation = .document
        depth = 0
        hasCopied = false
        failure = nil
    }

    /// Keeps the first mistake.
    @inline(never)
    mutating func fail(_ reason: BSONError.Reason, at key: String = "") {
        if failure == nil { failure = BSONError(reason, path: key) }
    }
}
