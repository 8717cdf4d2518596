import FoundationEssentials

/// Finds the mongod to run.
///
/// The current folder is not searched: whoever may write there could have any
/// program run.
package enum MongodExecutable {
    /// Returns the path of a mongod: the one given, one on `PATH`, or the one
    /// that `make` installed for the package from whose build folder we run.
    ///
    /// - Throws: ``LocalMongoError/executableNotFound``.
    package static func find(
        explicit: String?,
        searchPath: String = ProcessInfo.processInfo.environment["PATH"] ?? "",
        program: String = ownPath
    ) throws(LocalMongoError) -> String {
        let candidates: [String]
        if let explicit {
            candidates = [explicit]
        } else {
            let folders = searchPath.split(separator: ":").filter { $0.hasPrefix("/") }
            candidates =
                folders.map { "\($0)/mongod" }
                + [packageRoot(of: program)].compactMap(\.self).map { "\($0)/.tools/mongod" }
        }
        guard
            let found = candidates.first(where: { path in
                var isFolder = false
                return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                    && !isFolder && FileManager.default.isExecutableFile(atPath: path)
            })
        else { throw .executableNotFound }
        return found
    }

    /// Returns the folder that holds the `.build` folder which holds `program`.
    private static func packageRoot(of program: String) -> String? {
        let parts = program.split(separator: "/")
        guard let build = parts.lastIndex(where: { $0.hasPrefix(".build") }) else { return nil }
        return "/" + parts[..<build].joined(separator: "/")
    }

    package static var ownPath: String {
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return link ?? CommandLine.arguments.first ?? ""
    }
}
