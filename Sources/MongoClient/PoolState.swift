import DequeModule

/// Who has a connection and who waits for one: the pool's rules, without any I/O.
///
/// Waiters are served in the order in which they came, and a connection that is
/// given back goes straight to the first of them, so that a newcomer cannot
/// overtake. All waiters have the same patience, so deadlines are in order too.
package struct PoolState<Connection: Sendable, Waiter: Sendable> {
    /// What someone who wants a connection gets.
    package enum Answer: Sendable {
        /// This connection.
        case lend(Connection)
        /// The right to open one more connection.
        case open
        /// Nothing now: every connection is out.
        case wait
        /// Nothing any more.
        case closed
    }

    /// What becomes of a connection that is given back.
    package enum Return: Sendable {
        /// It is lent at once.
        case lend(Connection, to: Waiter)
        /// It rests in the pool.
        case rest
        /// It is to be closed.
        case discard
    }

    /// What time has done to the queue.
    package struct Expiry: Sendable {
        /// Those who have waited for too long.
        package let expired: [Waiter]
        /// When to look again; `nil` if nobody waits.
        package let next: ContinuousClock.Instant?
    }

    private struct Entry {
        let ticket: Int
        let waiter: Waiter
        let deadline: ContinuousClock.Instant
    }

    private let maximum: Int
    private var open = 0
    private var idle: [Connection] = []
    private var queue: Deque<Entry> = []
    private var lastTicket = 0
    private var isClosed = false

    /// Whether someone watches the clock for the queue.
    private var isTimed = false

    package init(maximum: Int) {
        self.maximum = maximum
    }

    /// What the connections are doing.
    package var counts: PoolCounts {
        PoolCounts(idle: idle.count, lent: open - idle.count, waiting: queue.count)
    }

    /// Returns a number by which a waiter can be taken out of the queue.
    package mutating func ticket() -> Int {
        lastTicket += 1
        return lastTicket
    }

    /// Asks for a connection without waiting for one.
    package mutating func request() -> Answer {
        if isClosed { return .closed }
        // The one used last: its socket is the likeliest to be alive.
        if let connection = idle.popLast() { return .lend(connection) }
        guard open < maximum else { return .wait }
        open += 1
        return .open
    }

    /// Asks for a connection, and queues if there is none.
    ///
    /// - Returns: The answer, and the time at which to call ``expire(at:)`` for the
    ///   first time if nobody is going to.
    package mutating func request(
        queueing waiter: Waiter, ticket: Int, until deadline: ContinuousClock.Instant
    ) -> (answer: Answer, alarm: ContinuousClock.Instant?) {
        let answer = request()
        guard case .wait = answer else { return (answer, nil) }
        queue.append(Entry(ticket: ticket, waiter: waiter, deadline: deadline))
        defer { isTimed = true }
        return (answer, isTimed ? nil : deadline)
    }

    /// Takes a connection back.
    package mutating func giveBack(_ connection: Connection) -> Return {
        if isClosed {
            open -= 1
            return .discard
        }
        guard !queue.isEmpty else {
            idle.append(connection)
            return .rest
        }
        return .lend(connection, to: queue.removeFirst().waiter)
    }

    /// Takes a waiter out of the queue; `nil` if it was served already.
    package mutating func cancel(_ ticket: Int) -> Waiter? {
        guard let index = queue.firstIndex(where: { $0.ticket == ticket }) else { return nil }
        return queue.remove(at: index).waiter
    }

    /// Takes those out of the queue whom a condition names, in their order.
    package mutating func dismiss(where condition: (Waiter) -> Bool) -> [Waiter] {
        defer { queue.removeAll { condition($0.waiter) } }
        return queue.map(\.waiter).filter(condition)
    }

    /// Takes everyone out of the queue whose time has come.
    package mutating func expire(at now: ContinuousClock.Instant) -> Expiry {
        var expired: [Waiter] = []
        while let first = queue.first, first.deadline <= now {
            expired.append(first.waiter)
            queue.removeFirst()
        }
        isTimed = !queue.isEmpty
        return Expiry(expired: expired, next: queue.first?.deadline)
    }

    /// Refuses everyone from now on.
    ///
    /// - Returns: The connections to close and the waiters to refuse.
    package mutating func close() -> (idle: [Connection], waiters: [Waiter]) {
        defer { idle = [] }
        isClosed = true
        open -= idle.count
        return (idle, dismiss { _ in true })
    }
}
