import BSON
import FoundationEssentials
import Testing

@Suite("Dates")
struct DateTests {
    @Test("a millisecond reads back as itself", arguments: [1, 2])
    func everyMillisecond(seed: UInt64) {
        var random = SeededGenerator(seed: seed)

        for _ in 0..<20_000 {
            // From the year -5000 to 9000, and close to the epoch.
            let far = Int64.random(in: -220_000_000_000_000...220_000_000_000_000, using: &random)
            let near = Int64.random(in: -100_000...100_000, using: &random)
            #expect(Date(bsonMilliseconds: far).bsonMilliseconds == far)
            #expect(Date(bsonMilliseconds: near).bsonMilliseconds == near)
        }
    }

    @Test(
        "what lies between milliseconds is truncated towards the past",
        arguments: [
            (1.0009, 1_000), (1.0001, 1_000), (-1.0009, -1_001),
            (1_700_000_000.1239, 1_700_000_000_123),
        ]
    )
    func truncates(seconds: Double, milliseconds: Int64) {
        #expect(Date(timeIntervalSince1970: seconds).bsonMilliseconds == milliseconds)
    }

    @Test(
        "dates beyond 64 bits become the outermost",
        arguments: [
            (Double.infinity, Int64.max), (-.infinity, .min), (1e300, .max), (-1e300, .min),
            (9.3e15, .max),
        ]
    )
    func clamps(seconds: Double, milliseconds: Int64) {
        #expect(Date(timeIntervalSinceReferenceDate: seconds).bsonMilliseconds == milliseconds)
    }

    @Test("dates at the edges of 64 bits do not trap", arguments: [Int64.min, .min + 1, .max])
    func edges(milliseconds: Int64) {
        let date = Date(bsonMilliseconds: milliseconds)

        #expect((date.timeIntervalSince1970 < 0) == (milliseconds < 0))
    }

    @Test func `a date that is not a number is the first there is`() {
        #expect(Date(timeIntervalSinceReferenceDate: .nan).bsonMilliseconds == .min)
    }
}
