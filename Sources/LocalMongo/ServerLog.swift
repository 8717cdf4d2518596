import FoundationEssentials
import SystemPackage

/// The file in which mongod writes what it does.
///
/// It begins anew with every run, so what it says is about that run. A few
/// older ones are kept, of limited size.
package struct ServerLog: Sendable {
    package let path: String
    private let limit: Int
    private let olderFiles = 3

    /// Names a file, and its size in bytes beyond which a new one is begun.
    package init(path: String, limit: Int = 8 << 20) {
        self.path = path
        self.limit = limit
    }

    /// Whether mongod has said that it takes connections.
    ///
    /// Asking the port instead could mistake another program for ours.
    package var saysReady: Bool {
        text.contains("aiting for connections")
    }

    /// What mongod said last about what is wrong, or what the system said first
    /// when mongod came not so far as to write its own lines.
    package var lastError: String? {
        var lastError: String?
        var firstWords: String?
        for line in text.split(separator: "\n") {
            if let entry = LogEntry(line) {
                lastError = entry.isError ? entry.reason : lastError
            } else {
                firstWords = firstWords ?? String(line)
            }
        }
        guard let reason = lastError ?? firstWords else { return nil }
        return String(reason.prefix(200))
    }

    /// Whether mongod could not start because another one uses its files.
    var saysFilesInUse: Bool {
        text.contains("DBPathInUse")
    }

    /// Whether the file should give way to a new one.
    package var isLarge: Bool {
        guard let descriptor = try? FileDescriptor.open(FilePath(path), .readOnly) else {
            return false
        }
        defer { try? descriptor.close() }
        return (try? descriptor.seek(offset: 0, from: .end)) ?? 0 > limit
    }

    /// Moves the file, and every older one, one place on.
    package func rotate() {
        let names = [path] + (1...olderFiles).map { "\(path).\($0)" }
        try? FileManager.default.removeItem(atPath: names[olderFiles])
        for (older, newer) in zip(names, names.dropFirst()).reversed() {
            try? FileManager.default.moveItem(atPath: older, toPath: newer)
        }
    }

    private var text: String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
