import FoundationEssentials

/// The programs of this package, which the build puts beside the tests.
package enum BuiltProgram {
    /// The path of the worker that opens uploaded pictures.
    package static func imageWorker() throws -> String { try path("inkstone-image-worker") }

    /// The path of a program.
    package static func path(_ name: String) throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: tests).deletingLastPathComponent().appending(path: name).path()
    }
}
