package import NIOCore

/// Reads a multipart body from pieces of any size.
///
/// It holds back only as many bytes as could begin a boundary, and looks at each
/// byte a bounded number of times, so neither a body nor a header without an end
/// costs memory or time. What it reports does not depend on where the pieces were
/// cut, only in how many pieces a part's bytes come; those are not copied.
package struct MultipartParser {
    /// What was read.
    package enum Event: Hashable {
        case partBegan(PartHeaders)
        case partBytes(ByteBuffer)
        case partEnded
    }

    private enum State {
        case start
        case afterBoundary
        case headers
        case body
        case end
    }

    private static let lineEnd: [UInt8] = [13, 10]
    private static let dashes = Array("--".utf8)
    private static let headersEnd: [UInt8] = [13, 10, 13, 10]

    private let delimiter: [UInt8]
    private let headerBytes: Int
    private var state = State.start
    // The first boundary has no line before it; with one added it is like the rest.
    private var buffer = ByteBuffer(bytes: MultipartParser.lineEnd)
    // How much of the buffer is known not to begin what is looked for.
    private var searched = 0

    /// Begins a body whose parts have headers of at most so many bytes.
    package init(boundary: [UInt8], headerBytes: Int) {
        delimiter = Self.lineEnd + Self.dashes + boundary
        self.headerBytes = headerBytes
    }

    /// Whether the last boundary has been read; what follows is ignored.
    package var isFinished: Bool { state == .end }

    /// Takes one more piece of the body.
    package mutating func append(_ piece: ByteBuffer) {
        guard state != .end else { return }
        if buffer.readableBytes == 0 {
            buffer = piece
        } else {
            // A buffer of its own: the old one is shared with what was read from it.
            if buffer.readerIndex > 0 { buffer = ByteBuffer(bytes: buffer.readableBytesView) }
            buffer.writeImmutableBuffer(piece)
        }
    }

    /// Returns what comes next, or `nil` if more bytes are needed.
    ///
    /// - Throws: `MultipartError`, now and ever after.
    package mutating func next() throws(MultipartError) -> Event? {
        while true {
            switch state {
            case .start:
                // Browsers send nothing before the first boundary, and neither may others.
                guard let isBoundary = buffer.begins(with: delimiter) else { return nil }
                guard isBoundary else { throw .malformed }
                advance(by: delimiter.count, to: .afterBoundary)
            case .afterBoundary:
                guard buffer.readableBytes >= 2 else { return nil }
                if buffer.begins(with: Self.dashes) == true {
                    buffer = ByteBuffer()
                    state = .end
                    return nil
                }
                guard buffer.begins(with: Self.lineEnd) == true else { throw .malformed }
                advance(by: 2, to: .headers)
            case .headers:
                guard let end = find(Self.headersEnd) else {
                    guard searched <= headerBytes else { throw .headersTooLong }
                    return nil
                }
                guard end <= headerBytes else { throw .headersTooLong }
                let headers = try PartHeaders(
                    parsing: Array(buffer.readableBytesView.prefix(end))[...])
                advance(by: end + Self.headersEnd.count, to: .body)
                return .partBegan(headers)
            case .body:
                let end = find(delimiter)
                if searched > 0 { return takeBytes(searched) }
                guard end != nil else { return nil }
                advance(by: delimiter.count, to: .afterBoundary)
                return .partEnded
            case .end:
                return nil
            }
        }
    }

    private mutating func takeBytes(_ count: Int) -> Event? {
        searched = 0
        return buffer.readSlice(length: count).map(Event.partBytes)
    }

    private mutating func advance(by count: Int, to next: State) {
        buffer.moveReaderIndex(forwardBy: count)
        searched = 0
        state = next
    }

    /// Returns after how many bytes `pattern` begins in the buffer.
    ///
    /// Afterwards `searched` is that place, or the first where it could still begin.
    private mutating func find(_ pattern: [UInt8]) -> Int? {
        let (place, isWhole) = buffer.firstPlace(of: pattern, from: searched)
        searched = place
        return isWhole ? place : nil
    }
}
