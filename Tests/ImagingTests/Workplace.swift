import FoundationEssentials
import Imaging
import TestSupport

/// A folder of a test's own, for what workers read and write.
struct Workplace {
    /// The folder's path, with a slash at the end.
    let folder: String

    /// Runs `body` with a new folder, which is removed afterwards.
    static func temporary<Result>(_ body: (Workplace) async throws -> Result) async throws -> Result
    {
        let folder =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("ImagingTests-\(UUID().uuidString)").path + "/"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        do {
            let result = try await body(Workplace(folder: folder))
            try FileManager.default.removeItem(atPath: folder)
            return result
        } catch {
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
    }

    /// Hands `bytes` to the real worker.
    static func process(
        _ bytes: [UInt8], widths: [Int] = [640], limits: ImageLimits = ImageLimits(),
        name: String = "upload"
    ) async throws -> ProcessedImage {
        try await temporary { place in
            let processor = ImageProcessor(worker: try BuiltProgram.imageWorker(), limits: limits)
            return try await processor.process(
                file: try place.write(bytes, to: name), widths: widths)
        }
    }

    /// Writes a file, and returns its path.
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: folder + name))
        return folder + name
    }

    /// Writes a shell script that stands for the worker, and returns its path.
    func script(_ lines: String) throws -> String {
        let path = try write(Array("#!/bin/sh\n\(lines)\n".utf8), to: "worker")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        return path
    }

    /// The first line of a file that a script has finished writing, if any.
    func line(of name: String) -> String? {
        let data = try? Data(contentsOf: URL(filePath: folder + name))
        let text = data.map { String(decoding: $0, as: UTF8.self) }
        return text.flatMap { $0.hasSuffix("\n") ? String($0.dropLast()) : nil }
    }

    /// Waits until a script has written a line, or the test is out of time.
    func awaitLine(of name: String) async {
        while line(of: name) == nil, !Task.isCancelled { await Task.yield() }
    }
}
