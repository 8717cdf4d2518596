import HTTPTypes
import NIOCore

/// The heads of the answers from one page, written out one after another in one buffer: a
/// buffer for each would need half as much memory again.
struct ReadyHeads {
    private var bytes = ByteBuffer()
    private var lengths: [Int] = []

    /// Appends the fields of a head, without the empty line that ends it.
    mutating func append(_ fields: HTTPFields) {
        let start = bytes.writerIndex
        bytes.writeFields(fields)
        lengths.append(bytes.writerIndex - start)
    }

    /// The heads in the order in which they were appended.
    func slices() -> [ByteBuffer] {
        var rest = bytes
        return lengths.compactMap { rest.readSlice(length: $0) }
    }
}
