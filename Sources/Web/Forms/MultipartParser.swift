/// Reads a multipart body from pieces of any size.
///
/// It holds back only as many bytes as could begin a boundary, and looks at each
/// byte a bounded number of times, so neither a body nor a header without an end
/// costs memory or time. What it reports does not depend on where the pieces were
/// cut, only in how many pieces a part's bytes come.
package struct MultipartParser {
    /// What was read.
    package enum Event: Hashable {
        case partBegan(PartHeaders)
        case partBytes([UInt8])
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
    private var buffer = MultipartParser.lineEnd[...]
    // How much of the buffer is known not to begin what is looked for.
    private var searched = 0

    /// Begins a body whose parts have headers of at most so many bytes.
    package init(boundary: [UInt8], headerBytes: Int) {
        delimiter = Self.lineEnd + Self.dashes + boundary
        self.headerBytes = headerBytes
    }

    /// Whether the last boundary has been read; what follows is ignored.
    package var isFinished: Bool { state == .end }

    /// Reads one more piece and adds what it completes to `events`.
    ///
    /// - Throws: `MultipartError`, after which the parser must not be used.
    package mutating func read(
        _ piece: some Collection<UInt8>, into events: inout [Event]
    ) throws(MultipartError) {
        guard state != .end else { return }
        buffer.append(contentsOf: piece)
        while try step(&events) {}
    }

    /// Does one step, or returns false when it needs more bytes.
    private mutating func step(_ events: inout [Event]) throws(MultipartError) -> Bool {
        switch state {
        case .start:
            // Browsers send nothing before the first boundary, and neither may others.
            let count = min(buffer.count, delimiter.count)
            guard buffer.prefix(count) == delimiter.prefix(count) else { throw .malformed }
            guard count == delimiter.count else { return false }
            advance(by: count, to: .afterBoundary)
        case .afterBoundary:
            guard buffer.count >= 2 else { return false }
            if buffer.prefix(2) == Self.dashes[...] {
                buffer = []
                state = .end
                return false
            }
            guard buffer.prefix(2) == Self.lineEnd[...] else { throw .malformed }
            advance(by: 2, to: .headers)
        case .headers:
            guard let end = find(Self.headersEnd) else {
                guard buffer.count <= headerBytes else { throw .headersTooLong }
                return false
            }
            guard end <= headerBytes else { throw .headersTooLong }
            events.append(.partBegan(try PartHeaders(parsing: buffer.prefix(end))))
            advance(by: end + Self.headersEnd.count, to: .body)
        case .body:
            guard let end = find(delimiter) else {
                emit(searched, into: &events)
                return false
            }
            emit(end, into: &events)
            events.append(.partEnded)
            advance(by: delimiter.count, to: .afterBoundary)
        case .end:
            return false
        }
        return true
    }

    private mutating func emit(_ count: Int, into events: inout [Event]) {
        guard count > 0 else { return }
        events.append(.partBytes(Array(buffer.prefix(count))))
        buffer.removeFirst(count)
        searched = 0
    }

    private mutating func advance(by count: Int, to next: State) {
        buffer.removeFirst(count)
        searched = 0
        state = next
    }

    /// Returns after how many bytes `pattern` begins in the buffer.
    ///
    /// If it does not, `searched` is the first place where it could still begin.
    /// Both patterns begin with CR.
    private mutating func find(_ pattern: [UInt8]) -> Int? {
        while let start = buffer.dropFirst(searched).firstIndex(of: pattern[0]) {
            let found = buffer[start...].prefix(pattern.count)
            searched = start - buffer.startIndex
            if found.elementsEqual(pattern) { return searched }
            if found.count < pattern.count, pattern.starts(with: found) { return nil }
            searched += 1
        }
        searched = buffer.count
        return nil
    }
}
