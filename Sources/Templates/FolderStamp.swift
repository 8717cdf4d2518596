import FoundationEssentials

/// What tells whether the templates in folders have changed.
struct FolderStamp: Hashable {
    private struct File: Hashable {
        let modifiedAt: Date?
        let size: UInt64?

        /// Editors that save to a new file and rename it change this.
        let number: UInt64?
    }

    private let files: [String: File]

    init(of folders: [String]) {
        var files: [String: File] = [:]
        for folder in folders {
            // A folder that is gone counts as empty here; reading it says so.
            for name in (try? TemplateLibrary.names(in: folder)) ?? [] {
                let path = TemplateLibrary.path(of: name, in: folder)
                let attributes = try? FileManager.default.attributesOfItem(atPath: path)
                files[path] = File(
                    modifiedAt: attributes?[.modificationDate] as? Date,
                    size: attributes?[.size] as? UInt64,
                    number: attributes?[.systemFileNumber] as? UInt64)
            }
        }
        self.files = files
    }
}
