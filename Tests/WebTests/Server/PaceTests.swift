import NIOCore
import Testing

@testable import Web

@Suite("Pace")
struct PaceTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private var pace: Pace {
        var limits = ConnectionLimits()
        limits.rateWindow = .seconds(10)
        limits.minimumRate = 100
        return Pace(limits, now: start)
    }

    @Test func `too few bytes in a window are too slow`() {
        var pace = pace
        pace.move(999)

        #expect(pace.look(now: start + .seconds(10)) == .tooSlow)
    }

    @Test func `each window is judged by itself`() {
        var pace = pace
        pace.move(1_000_000)

        let first = pace.look(now: start + .seconds(10))
        let second = pace.look(now: start + .seconds(20))

        #expect(first == .fine(lookAgainAt: start + .seconds(20)))
        #expect(second == .tooSlow)
    }

    @Test func `time in which nothing was wanted does not count`() {
        var pace = pace
        pace.pause(now: start + .seconds(1))
        pace.resume(now: start + .seconds(9))

        let verdict = pace.look(now: start + .seconds(10))

        #expect(verdict == .fine(lookAgainAt: start + .seconds(18)))
    }

    @Test func `while nothing is wanted nobody is too slow`() {
        var pace = pace
        pace.pause(now: start)

        let verdict = pace.look(now: start + .seconds(100))

        #expect(verdict == .fine(lookAgainAt: start + .seconds(110)))
    }
}
