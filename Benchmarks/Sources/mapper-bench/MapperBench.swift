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

    private static func run(_ arguments: [String]) async throws {
        guard arguments.count == 4, let workload = Workload(rawValue: arguments[2]),
            let count = Int(arguments[3]), count > 0
        else {
            let names = Workload.allCases.map(\.rawValue).joined(separator: ", ")
            throw WorkloadError(reason: "write URI WORKLOAD COUNT; the workloads are \(names)")
        }
        print(workload.rawValue, try await workload.run(count: count, uri: arguments[1]))
    }
}
