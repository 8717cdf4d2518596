import Glibc
import Measuring
import MongoClient

/// `mapper-bench URI WORKLOAD COUNT` does one thing a number of times and says how
/// fast it was.
@main
enum MapperBench {
    static func main() async {
        do {
            try await run(CommandLine.arguments)
        } catch {
            report("mapper-bench: \(error)")
            exit(1)
        }
    }

    /// The most memory that was resident at once, in KiB (getrusage(2)).
    private static var peakMemory: Int {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }

    /// Says on the standard error what is no result.
    private static func report(_ text: String) {
        let line = Array("\(text)\n".utf8)
        _ = unsafe write(STDERR_FILENO, line, line.count)
    }

    private static func run(_ arguments: [String]) async throws {
        guard arguments.count == 4, let workload = Workload(rawValue: arguments[2]),
            let count = Int(arguments[3]), count > 0
        else {
            let names = Workload.allCases.map(\.rawValue).joined(separator: ", ")
            throw WorkloadError(reason: "write URI WORKLOAD COUNT; the workloads are \(names)")
        }
        let measurement = try await withTaskExecutorPreference(DedicatedThread()) {
            try await workload.run(count: count, uri: arguments[1])
        }
        print(workload.rawValue, measurement)
        report("at most \(peakMemory) KiB of memory")
    }
}
