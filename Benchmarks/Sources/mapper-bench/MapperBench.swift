import Foundation
import Measuring

/// `mapper-bench URI WORKLOAD COUNT` does one thing a number of times and says how
/// fast it was.
@main
enum MapperBench {
    static func main() async {
        do {
            try await run(CommandLine.arguments)
        } catch {
            FileHandle.standardError.write(Data("mapper-bench: \(error)\n".utf8))
            exit(1)
        }
    }

    /// The most memory that was resident, as Linux tells it; `nil` elsewhere.
    private static func peakMemory() throws -> String? {
        let path = "/proc/self/status"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let status = try String(contentsOfFile: path, encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.dropFirst(6).trimmingCharacters(in: .whitespaces)
    }

    private static func run(_ arguments: [String]) async throws {
        guard arguments.count == 4, let workload = Workload(rawValue: arguments[2]),
            let count = Int(arguments[3]), count > 0
        else {
            let names = Workload.allCases.map(\.rawValue).joined(separator: ", ")
            throw WorkloadError(reason: "write URI WORKLOAD COUNT; the workloads are \(names)")
        }
        print(workload.rawValue, try await workload.run(count: count, uri: arguments[1]))
        if let peak = try peakMemory() {
            FileHandle.standardError.write(Data("at most \(peak) of memory\n".utf8))
        }
    }
}
