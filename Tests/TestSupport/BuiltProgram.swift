import FoundationEssentials

/// The programs of this package, which the build puts beside the tests.
package enum BuiltProgram {
    /// The path of the worker that opens uploaded pictures.
    package static func imageWorker() throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: tests).deletingLastPathComponent()
            .appending(path: "inkstone-image-worker").path()
    }
}
