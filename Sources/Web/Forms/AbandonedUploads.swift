import FoundationEssentials

/// The files that a server left in its upload folder when it was killed.
public enum AbandonedUploads {
    /// Removes the upload files that no running request can still use.
    ///
    /// Only files that carry our own prefix and are older than any upload may
    /// take: the folder may hold other things, and serve other processes.
    public static func remove(from folder: String, olderThan age: Duration = .seconds(3600)) {
        let latest = Date.now.addingTimeInterval(-Double(age.components.seconds))
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasPrefix(TemporaryFile.prefix) {
            let path = folder + "/" + name
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            guard let changed = attributes?[.modificationDate] as? Date, changed < latest else {
                continue
            }
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}
