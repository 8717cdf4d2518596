import MongoClient
import Testing

/// The pool's rules, with numbers for connections and letters for waiters.
@Suite("Pool rules")
struct PoolStateTests {
    typealias State = PoolState<Int, String>

    static let now = ContinuousClock.now

    /// Returns a pool of which every connection is lent.
    static func exhausted(maximum: Int = 1) -> State {
        var state = State(maximum: maximum)
        for _ in 0..<maximum { _ = state.request() }
        return state
    }

    /// Queues a waiter and returns the ticket.
    @discardableResult
    static func queue(
        _ waiter: String, in state: inout State, patience: Duration = .seconds(2)
    ) -> Int {
        let ticket = state.ticket()
        _ = state.request(queueing: waiter, ticket: ticket, until: now + patience)
        return ticket
    }

    @Test func `connections are opened up to the maximum`() {
        var state = State(maximum: 2)

        let answers = (0..<3).map { _ in "\(state.request())" }

        #expect(answers == ["open", "open", "wait"])
    }

    @Test func `a connection given back is lent again`() {
        var state = Self.exhausted()
        _ = state.giveBack(7)

        let answer = state.request()

        #expect("\(answer)" == "lend(7)")
    }

    @Test func `the connection used last is lent first`() {
        var state = Self.exhausted(maximum: 2)
        _ = state.giveBack(1)
        _ = state.giveBack(2)

        let answer = state.request()

        #expect("\(answer)" == "lend(2)")
    }

    @Test func `waiters are served in the order in which they came`() {
        var state = Self.exhausted()
        for waiter in ["a", "b", "c"] { Self.queue(waiter, in: &state) }

        let served = (0..<3).map { _ in "\(state.giveBack(1))" }

        #expect(served == ["lend(1, to: \"a\")", "lend(1, to: \"b\")", "lend(1, to: \"c\")"])
    }

    @Test func `a cancelled waiter is passed over`() {
        var state = Self.exhausted()
        let ticket = Self.queue("a", in: &state)
        Self.queue("b", in: &state)

        let cancelled = state.cancel(ticket)

        #expect(cancelled == "a")
        #expect("\(state.giveBack(1))" == "lend(1, to: \"b\")")
    }

    @Test func `a waiter that was served cannot be cancelled`() {
        var state = Self.exhausted()
        let ticket = Self.queue("a", in: &state)
        _ = state.giveBack(1)

        #expect(state.cancel(ticket) == nil)
    }

    @Test func `only those who waited too long are sent away`() {
        var state = Self.exhausted()
        Self.queue("a", in: &state, patience: .seconds(1))
        Self.queue("b", in: &state, patience: .seconds(3))

        let expiry = state.expire(at: Self.now + .seconds(2))

        #expect(expiry.expired == ["a"])
        #expect(expiry.next == Self.now + .seconds(3))
    }

    @Test func `some can be sent away, and the others stay in their order`() {
        var state = Self.exhausted()
        for waiter in ["a", "b", "c", "d"] { Self.queue(waiter, in: &state) }

        let dismissed = state.dismiss { $0 == "a" || $0 == "c" }

        #expect(dismissed == ["a", "c"])
        #expect(state.close().waiters == ["b", "d"])
    }

    @Test func `one clock watches the whole queue`() {
        var state = Self.exhausted()

        let first = state.request(queueing: "a", ticket: 1, until: Self.now + .seconds(1))
        let second = state.request(queueing: "b", ticket: 2, until: Self.now + .seconds(2))

        #expect(first.alarm == Self.now + .seconds(1))
        #expect(second.alarm == nil)
    }

    @Test func `a new clock is set when the queue was empty in between`() {
        var state = Self.exhausted()
        Self.queue("a", in: &state, patience: .seconds(1))
        _ = state.expire(at: Self.now + .seconds(1))

        let again = state.request(queueing: "b", ticket: 2, until: Self.now + .seconds(4))

        #expect(again.alarm == Self.now + .seconds(4))
    }

    @Test func `closing refuses waiters and newcomers`() {
        var state = Self.exhausted()
        Self.queue("a", in: &state)

        let closed = state.close()

        #expect(closed.waiters == ["a"])
        #expect("\(state.request())" == "closed")
    }

    @Test func `a connection given back after closing is discarded`() {
        var state = Self.exhausted()
        _ = state.close()

        let answer = state.giveBack(1)

        #expect("\(answer)" == "discard")
        #expect(state.counts.lent == 0)
    }
}
