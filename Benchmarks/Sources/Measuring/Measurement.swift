import Foundation

/// How much was done in how long.
package struct Measurement: CustomStringConvertible {
    package let done: Int
    package let duration: Duration

    /// Such as `2000 in 1.250 s = 1600.0/s`.
    package var description: String {
        let seconds = duration / .seconds(1)
        return String(format: "%ld in %.3f s = %.1f/s", done, seconds, Double(done) / seconds)
    }

    /// Times work that returns how much it did.
    package static func of(_ work: () async throws -> Int) async rethrows -> Measurement {
        let start = ContinuousClock.now
        let done = try await work()
        return Measurement(done: done, duration: .now - start)
    }
}
