import Glibc
public import Logging
import Subprocess
import SystemPackage

/// Makes publishable pictures of uploaded files, in worker processes.
///
/// Decoders are where hostile files strike, so the server links none: each
/// upload goes to an `inkstone-image-worker` of its own, which limits itself,
/// reads that one file and prints what it made. The pictures are upright, in
/// sRGB, without metadata, and always encoded anew.
///
///     let processor = ImageProcessor(worker: "/usr/lib/inkstone/inkstone-image-worker")
///     let picture = try await processor.process(file: upload, widths: [640, 1280])
public struct ImageProcessor: Sendable {
    // How much of what a worker complains of goes into the log.
    private static let loggedBytes = 2048

    private let worker: String
    private let limits: ImageLimits
    private let logger: Logger?
    private let queue: WorkerQueue

    /// Creates a processor that starts the executable at the path `worker`.
    ///
    /// A server needs one: its copies share the queue of pictures.
    public init(worker: String, limits: ImageLimits = ImageLimits(), logger: Logger? = nil) {
        self.worker = worker
        self.limits = limits
        self.logger = logger
        queue = WorkerQueue(width: limits.workers)
    }

    /// Makes pictures of the given widths from the file at the path `file`.
    ///
    /// Nothing is enlarged: widths beyond the picture's own give one variant in
    /// its own size. JPEG stays JPEG; the other formats become WebP, which keeps
    /// transparency and is far smaller than PNG.
    ///
    /// - Throws: `ImageError`, or `CancellationError` when the task is cancelled,
    ///   which also ends the worker.
    public func process(file: String, widths: [Int]) async throws -> ProcessedImage {
        guard let size = Self.byteCount(of: file) else { throw ImageError.failed }
        guard size <= limits.fileBytes else { throw ImageError.tooLarge(limits) }
        let widths = widths.filter { (1...limits.side).contains($0) }
        guard !widths.isEmpty else { throw ImageError.failed }
        let output = try await queue.run {
            try await withTimeLimit { try await run(file: file, widths: widths) }
        }
        switch output.flatMap(WorkerAnswer.init) {
        case .picture(let picture): return picture
        case .refused(.notAnImage): throw ImageError.notAnImage
        case .refused(.unsupportedFormat): throw ImageError.unsupportedFormat
        case .refused(.tooManyPixels): throw ImageError.tooManyPixels(limits)
        case .refused(.damaged): throw ImageError.damaged
        case nil: throw ImageError.failed
        }
    }

    private static func byteCount(of file: String) -> Int64? {
        guard let descriptor = try? FileDescriptor.open(FilePath(file), .readOnly) else {
            return nil
        }
        defer { try? descriptor.close() }
        return try? descriptor.seek(offset: 0, from: .end)
    }

    /// Runs a worker, and returns what it printed, or `nil` if it failed.
    private func run(file: String, widths: [Int]) async throws -> [UInt8]? {
        var options = PlatformOptions()
        // A session of its own, so that what a worker might start ends with it.
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
        ]
        do {
            let result = try await Subprocess.run(
                .path(FilePath(worker)),
                arguments: [
                    file, widths.map(String.init).joined(separator: ","), "\(limits.pixels)",
                    "\(limits.side)",
                ],
                environment: .custom([:] as [Environment.Key: String]),
                platformOptions: options,
                output: .bytes(limit: limits.outputBytes),
                error: .bytes(limit: 64 << 10))
            log(result.terminationStatus, result.standardError)
            if result.terminationStatus.isSuccess { return result.standardOutput }
            try Task.checkCancellation()
            if result.terminationStatus == .signaled(SIGXCPU) { throw ImageError.timedOut }
            return nil
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            logger?.error("Image worker failed", metadata: ["error": "\(error)"])
            return nil
        }
    }

    /// Tells the log what the worker said, which no visitor sees.
    ///
    /// A hostile file may have chosen the words: they are kept short, and on one line.
    private func log(_ status: TerminationStatus, _ standardError: [UInt8]) {
        guard !status.isSuccess || !standardError.isEmpty else { return }
        let said = String(decoding: standardError.prefix(Self.loggedBytes), as: UTF8.self)
        let shown = said.unicodeScalars.map { scalar -> Unicode.Scalar in
            scalar.properties.generalCategory == .control ? " " : scalar
        }
        let message = String(String.UnicodeScalarView(shown))
        logger?.warning(
            "Image worker", metadata: ["status": "\(status)", "message": "\(message)"])
    }

    private func withTimeLimit<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask(operation: body)
            group.addTask {
                try await Task.sleep(for: limits.duration)
                throw ImageError.timedOut
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw ImageError.failed }
            return result
        }
    }
}
