import FoundationEssentials
import Imaging
import Logging
import TestSupport
import Testing

@Suite("Workers that fail", .timeLimit(.minutes(5)))
struct WorkerTests {
    @Test(
        "a worker that dies, or answers nonsense, fails its picture only",
        arguments: [
            "kill -9 $$",
            "kill -11 $$",
            "exit 1",
            "exit 0",
            "echo hello",
            "printf 'refused\\n\\n'",
            "printf 'refused because\\n\\n'",
            "printf 'picture jpeg 1 1 #000000\\n\\n'",
            "printf 'picture svg 1 1 #000000\\nvariant 1 1 image/jpeg 3\\n\\n\\377\\330\\377'",
            "printf 'picture jpeg 1 1 red;\\nvariant 1 1 image/jpeg 3\\n\\n\\377\\330\\377'",
            "printf 'picture jpeg 1 1 #000000\\nvariant 1 1 text/html 3\\n\\n\\377\\330\\377'",
            "printf 'picture jpeg 1 1 #000000\\nvariant 1 1 image/jpeg 3\\n\\n<h1>'",
            "printf 'picture jpeg 1 1 #000000\\nvariant 1 1 image/jpeg 9\\n\\n\\377\\330\\377'",
            "printf 'picture jpeg 1 1 #000000\\nvariant 1 1 image/jpeg -1\\n\\n\\377\\330\\377'",
            "printf 'picture jpeg 1 1 #000000\\nvariant 1 0 image/jpeg 3\\n\\n\\377\\330\\377'",
            "printf 'picture jpeg 1 1 #000000\\nvariant 1 1 image/jpeg 3\\n\\n\\377\\330\\377\\0'",
            "cat /dev/zero",
            "cat /dev/zero >&2",
        ])
    func failure(script: String) async throws {
        try await Workplace.temporary { place in
            let processor = ImageProcessor(
                worker: try place.script(script), limits: ImageLimits(outputBytes: 1 << 20))
            let file = try place.write([1], to: "upload")

            await #expect(throws: ImageError.failed) {
                try await processor.process(file: file, widths: [1])
            }
        }
    }

    @Test func `an answer as agreed is understood`() async throws {
        let script =
            "printf 'picture png 3 2 #0a1b2c\\nvariant 1 1 image/jpeg 3\\n\\n\\377\\330\\377'"

        let picture = try await Workplace.temporary { place in
            try await ImageProcessor(worker: try place.script(script))
                .process(file: try place.write([1], to: "upload"), widths: [1])
        }

        #expect(picture.variants.map(\.bytes) == [[0xFF, 0xD8, 0xFF]])
    }

    @Test func `a worker that is not there fails the picture`() async throws {
        try await Workplace.temporary { place in
            let processor = ImageProcessor(worker: place.folder + "missing")
            let file = try place.write([1], to: "upload")

            await #expect(throws: ImageError.failed) {
                try await processor.process(file: file, widths: [1])
            }
        }
    }

    @Test func `a worker that hangs is ended with what it started`() async throws {
        try await Workplace.temporary { place in
            let script = "sleep 600 &\necho $! > \"$1.child\"\nwait"
            let processor = ImageProcessor(
                worker: try place.script(script),
                limits: ImageLimits(duration: .milliseconds(500)))
            let file = try place.write([1], to: "upload")

            await #expect(throws: ImageError.timedOut) {
                try await processor.process(file: file, widths: [1])
            }

            let child = try #require(place.line(of: "upload.child").flatMap { Int($0) })
            #expect(await hasEnded(child))
        }
    }

    @Test func `cancelling ends the worker`() async throws {
        try await Workplace.temporary { place in
            let processor = ImageProcessor(
                worker: try place.script("echo $$ > \"$1.worker\"\nexec sleep 600"))
            let file = try place.write([1], to: "upload")
            let upload = Task { try await processor.process(file: file, widths: [1]) }
            await place.awaitLine(of: "upload.worker")

            upload.cancel()

            await #expect(throws: CancellationError.self) { try await upload.value }
            let worker = try #require(place.line(of: "upload.worker").flatMap { Int($0) })
            #expect(await hasEnded(worker))
        }
    }

    @Test func `no more workers than allowed run at once`() async throws {
        try await Workplace.temporary { place in
            // A second worker at the same time finds the folder there and fails.
            let script =
                "mkdir \"$0.lock\" || exit 1\nrmdir \"$0.lock\"\nprintf 'refused damaged\\n\\n'"
            let processor = ImageProcessor(
                worker: try place.script(script), limits: ImageLimits(workers: 1))
            let file = try place.write([1], to: "upload")

            let errors = await withTaskGroup(of: ImageError?.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        do {
                            _ = try await processor.process(file: file, widths: [1])
                            return nil
                        } catch {
                            return error as? ImageError
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }

            #expect(errors == Array(repeating: .damaged, count: 12))
        }
    }

    @Test func `a picture that waits for its turn can be cancelled`() async throws {
        try await Workplace.temporary { place in
            let processor = ImageProcessor(
                worker: try place.script("echo $$ > \"$1.worker\"\nexec sleep 600"),
                limits: ImageLimits(workers: 1))
            let file = try place.write([1], to: "upload")
            let first = Task { try await processor.process(file: file, widths: [1]) }
            await place.awaitLine(of: "upload.worker")
            let second = Task { try await processor.process(file: file, widths: [1]) }

            second.cancel()

            await #expect(throws: CancellationError.self) { try await second.value }
            first.cancel()
            await #expect(throws: CancellationError.self) { try await first.value }
        }
    }

    @Test func `what a worker complains of is for the log`() async throws {
        try await Workplace.temporary { place in
            let log = LogRecorder.Lines()
            let processor = ImageProcessor(
                worker: try place.script("echo 'a tile is missing' >&2\nexit 1"),
                logger: Logger(label: "images") { _ in LogRecorder(lines: log) })
            let file = try place.write([1], to: "upload")

            _ = try? await processor.process(file: file, widths: [1])

            #expect(log.all.contains { $0.contains("a tile is missing") })
        }
    }

    @Test func `what a worker complains of cannot forge the log, nor fill it`() async throws {
        try await Workplace.temporary { place in
            let log = LogRecorder.Lines()
            let script =
                "printf 'one\\ntwo\\033[2J\\177\\302\\233three' >&2\nhead -c 9000 /dev/zero >&2"
            let processor = ImageProcessor(
                worker: try place.script(script),
                logger: Logger(label: "images") { _ in LogRecorder(lines: log) })
            let file = try place.write([1], to: "upload")

            _ = try? await processor.process(file: file, widths: [1])

            let line = try #require(log.all.first { $0.contains("one two [2J  three") })
            #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
            #expect(line.utf8.count < 2200)
        }
    }

    /// Waits until a process that was killed is gone.
    private func hasEnded(_ process: Int) async -> Bool {
        while Self.isRunning(process), !Task.isCancelled { await Task.yield() }
        return !Self.isRunning(process)
    }

    /// Whether a process is there and more than a name that nobody collected.
    private static func isRunning(_ process: Int) -> Bool {
        let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        return status.map { !$0.contains("State:\tZ") && !$0.contains("State:\tX") } ?? false
    }
}
