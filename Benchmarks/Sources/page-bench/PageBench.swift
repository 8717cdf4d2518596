import CAllocations
import Foundation
import Measuring

/// `page-bench COUNT` renders a page a number of times through Templates, then through
/// swift-mustache, and says how much of the processor's time a page took and how often
/// it asked for memory.
@main
enum PageBench {
    static func main() {
        do {
            guard CommandLine.arguments.count == 2, let count = Int(CommandLine.arguments[1]),
                count > 0
            else { throw WorkloadError(reason: "write COUNT") }
            try compare(times: count)
        } catch {
            FileHandle.standardError.write(Data("page-bench: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func compare(times count: Int) throws {
        let ours = try OwnPage()
        let other = try MustachePage()
        try WorkloadError.check(
            ours.rendered() == other.rendered(), "the engines disagree about the page")
        let own = try measure("Templates", count, ours.rendered)
        // It is slower: fewer times take as long.
        let others = try measure("swift-mustache", max(1, count / 10), other.rendered)
        print("swift-mustache takes \(Int(others / own)) times as long")
    }

    /// Returns the seconds that a page took.
    private static func measure(
        _ name: String, _ count: Int, _ render: () -> [UInt8]
    ) throws -> Double {
        let size = render().count
        try WorkloadError.check((13_000...15_000).contains(size), "\(size) bytes")
        let before = allocations_count()
        _ = render()
        let allocations = allocations_count() - before
        // What the machine does besides does not count.
        let start = clock()
        for _ in 0..<count {
            try WorkloadError.check(render().count == size, "the pages differ in length")
        }
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC) / Double(count)
        let microseconds = String(format: "%.1f", seconds * 1_000_000)
        print("\(name): \(size) bytes, \(microseconds) µs, \(allocations) allocations")
        return seconds
    }
}
