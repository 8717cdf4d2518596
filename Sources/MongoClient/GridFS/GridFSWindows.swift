import BSON

/// The chunks that hold a range of a file, cut into windows of a megabyte.
struct GridFSWindows: Sequence, IteratorProtocol {
    /// Bytes to fetch at a time: four chunks of the standard size.
    ///
    /// A query for more makes the driver ask the system for fresh memory each time,
    /// which was seen to cost as much as the bytes themselves.
    private static let size = 1 << 20

    private let file: GridFSFile
    private let range: Range<Int64>
    private var rest: Range<Int64>

    init(_ range: Range<Int64>, of file: GridFSFile) {
        self.file = file
        self.range = range
        let size = Int64(file.chunkSize)
        rest =
            range.isEmpty
            ? 0..<0 : range.lowerBound / size..<(range.upperBound - 1) / size + 1
    }

    mutating func next() -> GridFSWindow? {
        guard !rest.isEmpty else { return nil }
        // Very small chunks cost more than their bytes.
        let count = Int64(Swift.max(1, Swift.min(100, Self.size / file.chunkSize)))
        let end = Swift.min(rest.lowerBound + count, rest.upperBound)
        let window = GridFSWindow(file: file, range: range, indices: rest.lowerBound..<end)
        rest = end..<rest.upperBound
        return window
    }
}
