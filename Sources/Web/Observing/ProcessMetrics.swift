import FoundationEssentials

/// What the system knows of this process, under the names that Prometheus's own
/// libraries use; empty where there is no `/proc`.
enum ProcessMetrics {
    static var text: String {
        var text = ""
        if let memory = residentBytes {
            text += "# TYPE process_resident_memory_bytes gauge\n"
            text += "process_resident_memory_bytes \(memory)\n"
        }
        if let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            text += "# TYPE process_open_fds gauge\nprocess_open_fds \(files.count)\n"
        }
        return text
    }

    private static var residentBytes: Int? {
        guard let status = FileManager.default.contents(atPath: "/proc/self/status") else {
            return nil
        }
        let lines = String(decoding: status, as: UTF8.self).split(separator: "\n")
        let words = lines.first { $0.hasPrefix("VmRSS:") }?.split(whereSeparator: \.isWhitespace)
        return words?.dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
    }
}
