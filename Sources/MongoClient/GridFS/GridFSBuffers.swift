import Synchronization

/// The memory of an upload's batches, which serves again and again.
///
/// Fresh memory for each batch would be twice as much in the end: what one thread frees,
/// another does not find. A batch passes through here rather than being captured by the
/// task that sends it, so that nothing else refers to it when it comes back.
final class GridFSBuffers: Sendable {
    private struct Contents {
        var filled: [[UInt8]] = []
        var spare: [[UInt8]] = []
    }

    private let contents = Mutex(Contents())

    /// Puts a batch in the queue of those to be sent, and leaves an empty buffer.
    func send(_ bytes: inout [UInt8]) {
        contents.withLock { contents in
            contents.filled.append(bytes)
            bytes = contents.spare.popLast() ?? []
        }
    }

    /// Takes the next batch that is to be sent.
    func next() -> [UInt8] {
        contents.withLock { $0.filled.isEmpty ? [] : $0.filled.removeFirst() }
    }

    /// Takes the memory of a batch that was sent.
    func reuse(_ bytes: inout [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        contents.withLock { contents in
            contents.spare.append(bytes)
            bytes = []
        }
    }
}
