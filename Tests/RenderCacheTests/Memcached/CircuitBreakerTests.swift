import NIOCore
import RenderCache
import Testing

@Suite("Leaving a memcached server alone")
struct CircuitBreakerTests {
    let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    var breaker = CircuitBreaker(.init())

    @Test
    mutating func `a few failures are forgiven`() {
        for _ in 0..<10 {
            breaker.failed(at: start)
            breaker.failed(at: start)
            breaker.requestSucceeded()
        }

        #expect(breaker.admission(at: start) == .ask)
    }

    @Test
    mutating func `failures in a row open it for a while`() {
        for _ in 0..<3 { breaker.failed(at: start) }

        #expect(breaker.admission(at: start) == .skip)
        #expect(breaker.admission(at: start + .milliseconds(999)) == .skip)
        #expect(!breaker.isClosed)
    }

    @Test
    mutating func `then one probe goes out, and only one`() {
        for _ in 0..<3 { breaker.failed(at: start) }

        #expect(breaker.admission(at: start + .seconds(1)) == .probe)
        #expect(breaker.admission(at: start + .seconds(100)) == .skip)
    }

    @Test
    mutating func `a probe that is answered closes it`() {
        for _ in 0..<3 { breaker.failed(at: start) }
        _ = breaker.admission(at: start + .seconds(1))

        breaker.probed(isAlive: true, at: start + .seconds(1))

        #expect(breaker.admission(at: start + .seconds(1)) == .ask)
    }

    @Test
    mutating func `with each probe that fails the pause doubles, up to a limit`() {
        for _ in 0..<3 { breaker.failed(at: start) }
        var now = start
        var pauses: [Int64] = []

        for _ in 0..<7 {
            var seconds: Int64 = 0
            while breaker.admission(at: now) != .probe {
                now = now + .seconds(1)
                seconds += 1
            }
            pauses.append(seconds)
            breaker.probed(isAlive: false, at: now)
        }

        #expect(pauses == [1, 2, 4, 8, 16, 30, 30])
    }

    @Test
    mutating func `a late answer to an old request does not close it`() {
        for _ in 0..<3 { breaker.failed(at: start) }

        breaker.requestSucceeded()

        #expect(breaker.admission(at: start) == .skip)
    }
}
