/// How much was done in how long.
package struct Measurement: CustomStringConvertible {
    package let done: Int
    package let duration: Duration

    /// Such as `2000 in 1.250 s = 1600.0/s`.
    package var description: String {
        let seconds = max(duration / .seconds(1), 0.001)
        return "\(done) in \(Self.text(seconds, 3)) s = \(Self.text(Double(done) / seconds, 1))/s"
    }

    /// A number with so many digits after the point: full Foundation, which could format
    /// it, would weigh on the memory that is measured.
    private static func text(_ number: Double, _ digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let (whole, rest) = Int((number * Double(scale)).rounded())
            .quotientAndRemainder(dividingBy: scale)
        let fraction = String(rest)
        return "\(whole)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    /// Times work that returns how much it did.
    package static func of(_ work: () async throws -> Int) async rethrows -> Measurement {
        let start = ContinuousClock.now
        let done = try await work()
        return Measurement(done: done, duration: .now - start)
    }
}
