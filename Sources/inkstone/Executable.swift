import FoundationEssentials

/// The running program.
enum Executable {
    /// Its path, with symbolic links followed.
    static let path =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        ?? CommandLine.arguments[0]

    /// The path of another executable of this package, which the build puts
    /// into the same folder.
    static func sibling(_ name: String) -> String {
        URL(filePath: path).deletingLastPathComponent().appending(path: name).path()
    }
}
