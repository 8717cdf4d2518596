import Foundation
import Measuring
import NIOCore
import RenderCache

/// What the memory cache needs for each entry, beside what it says.
struct OverheadWorkload {
    let count: Int

    func run() throws {
        let cache = MemoryCache<Int, Int>(capacity: 4 << 30)
        let before = try Self.residentBytes()
        for number in 0..<count { cache.set(number, number, cost: 0) }
        let resident = try (Self.residentBytes() - before) / count
        print("resident \(resident) bytes, said \(cache.statistics.bytes / count) bytes")
    }

    /// The memory of this process, from the second number of `/proc/self/statm`, in pages.
    private static func residentBytes() throws -> Int {
        let numbers = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = Int(numbers.split(separator: " ")[1]) ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
