import FoundationEssentials

/// A folder with templates, for as long as a test looks at it.
struct TemplateFiles {
    let folder: String

    /// Makes a folder with files in it, to be removed.
    init(_ files: [String: String]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "templates-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.folder = folder.path
        for (path, content) in files {
            try write(content, to: path)
        }
    }

    /// Makes a folder with files in it, and removes it after `body`.
    static func with(
        _ files: [String: String], _ body: (TemplateFiles) throws -> Void
    ) throws {
        let made = try TemplateFiles(files)
        defer { try? made.remove() }
        try body(made)
    }

    func remove() throws {
        try FileManager.default.removeItem(atPath: folder)
    }

    /// Writes a file, with the folders that it lies in.
    func write(_ content: String, to path: String) throws {
        let file = URL(filePath: folder).appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content.utf8).write(to: file)
    }

    func remove(_ path: String) throws {
        try FileManager.default.removeItem(atPath: "\(folder)/\(path)")
    }
}
