import BSON

/// Reads a file window by window, while the next ones are on their way.
final class GridFSReader {
    /// How many windows may be on their way.
    private static let maximumComing = 2

    private let download: GridFSDownload
    private var state = State.new

    private enum State {
        case new
        case reading(Progress)
        case ended
    }

    /// How far the reading has come.
    private struct Progress {
        let file: GridFSFile
        let hasher: ContentHasher?
        /// The windows that are not asked for yet.
        var rest: GridFSWindows
        var coming: [Task<[[UInt8]], any Error>] = []
        /// The chunks that have come.
        var window: IndexingIterator<[[UInt8]]> = [].makeIterator()

        mutating func fetchAhead(_ download: GridFSDownload) {
            while coming.count < maximumComing, let window = rest.next() {
                coming.append(Task { try await window.fetch(download) })
            }
        }
    }

    init(_ download: GridFSDownload) {
        self.download = download
    }

    deinit {
        guard case .reading(let progress) = state else { return }
        for task in progress.coming { task.cancel() }
    }

    /// Returns the bytes of the next chunk, `nil` after the last.
    nonisolated(nonsending) func next() async throws -> [UInt8]? {
        // Until this succeeds, there is nothing more to come.
        let current = state
        state = .ended
        var progress: Progress
        switch current {
        case .ended: return nil
        case .reading(let reading): progress = reading
        case .new: progress = try await start()
        }
        while true {
            if let bytes = progress.window.next() {
                progress.hasher?.update(bytes.span)
                state = .reading(progress)
                return bytes
            }
            guard !progress.coming.isEmpty else { break }
            let next = progress.coming.removeFirst()
            let chunks = try await withTaskCancellationHandler {
                try await next.value
            } onCancel: {
                next.cancel()
            }
            progress.window = chunks.makeIterator()
            progress.fetchAhead(download)
        }
        if let hasher = progress.hasher, hasher.finish() != progress.file.sha256 {
            throw download.failure(
                .corruptFile, "The bytes of the file are not those that were stored.")
        }
        return nil
    }

    nonisolated(nonsending) private func start() async throws -> Progress {
        let file = try await download.file()
        let range = download.range ?? 0..<file.length
        guard range.lowerBound >= 0, range.upperBound <= file.length else {
            throw download.failure(.invalidRequest, "The range does not lie in the file.")
        }
        let isWhole = range == 0..<file.length
        var progress = Progress(
            file: file, hasher: isWhole && file.sha256 != nil ? ContentHasher() : nil,
            rest: GridFSWindows(range, of: file))
        progress.fetchAhead(download)
        return progress
    }
}
