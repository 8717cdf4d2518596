import Synchronization

/// Lets one of many callers in this process compute a value, and the others wait for it.
///
/// The computation is a task of its own that belongs to the flight. A caller that is
/// cancelled leaves at once; when the last one has left, the computation is cancelled. A
/// failure goes to each of those who wait, once: whoever comes later starts anew.
final class FlightTable: Sendable {
    typealias Work = @Sendable (Flight) async throws -> Landing

    private struct Entry {
        let task: Task<Void, Never>
        var seats: [ObjectIdentifier: Seat] = [:]
    }

    private struct State {
        // Those that are under way, and of each key the one that newcomers join.
        var entries: [ObjectIdentifier: Entry] = [:]
        var flights: [CacheKey: Flight] = [:]
        var refreshes = 0
    }

    private let state = Mutex(State())

    /// Waits for the flight under way, or for a new one.
    ///
    /// - Throws: What the computation throws, or `CancellationError`.
    func result(
        of key: CacheKey, work: @escaping Work
    ) async throws -> (landing: Landing, isOwn: Bool) {
        let seat = Seat()
        let (flight, isOwn) = board(key, seat, work)
        let landing = try await withTaskCancellationHandler {
            try await seat.wait()
        } onCancel: {
            seat.settle(.failure(CancellationError()))
            leave(flight, seat)
        }
        return (landing, isOwn)
    }

    /// Starts a flight that nobody waits for, unless one is under way or there are `most`.
    func refresh(_ key: CacheKey, most: Int, work: @escaping Work) {
        state.withLock { state in
            guard state.flights[key] == nil, state.refreshes < most else { return }
            state.refreshes += 1
            start(Flight(key: key, isRefresh: true), work, in: &state)
        }
    }

    /// Lets nobody else join the flight under way, and marks its value as not to be kept.
    func abandon(_ key: CacheKey) {
        state.withLock { $0.flights.removeValue(forKey: key) }?.abandon()
    }

    private func board(
        _ key: CacheKey, _ seat: Seat, _ work: @escaping Work
    ) -> (Flight, isOwn: Bool) {
        state.withLock { state in
            let known = state.flights[key]
            let flight = known ?? Flight(key: key, isRefresh: false)
            if known == nil { start(flight, work, in: &state) }
            state.entries[ObjectIdentifier(flight)]?.seats[ObjectIdentifier(seat)] = seat
            return (flight, known == nil)
        }
    }

    private func start(_ flight: Flight, _ work: @escaping Work, in state: inout State) {
        state.flights[flight.key] = flight
        state.entries[ObjectIdentifier(flight)] = Entry(
            task: Task {
                do {
                    end(flight, .success(try await work(flight)))
                } catch {
                    end(flight, .failure(error))
                }
            })
    }

    private func end(_ flight: Flight, _ result: Result<Landing, any Error>) {
        let seats = state.withLock { state in
            if state.flights[flight.key] === flight { state.flights[flight.key] = nil }
            if flight.isRefresh { state.refreshes -= 1 }
            return state.entries.removeValue(forKey: ObjectIdentifier(flight))?.seats
        }
        for seat in (seats ?? [:]).values { seat.settle(result) }
    }

    private func leave(_ flight: Flight, _ seat: Seat) {
        let task: Task<Void, Never>? = state.withLock { state in
            let identifier = ObjectIdentifier(flight)
            state.entries[identifier]?.seats[ObjectIdentifier(seat)] = nil
            guard !flight.isRefresh, let entry = state.entries[identifier], entry.seats.isEmpty
            else { return nil }
            // Nobody is to join what is about to fail.
            if state.flights[flight.key] === flight { state.flights[flight.key] = nil }
            return entry.task
        }
        task?.cancel()
    }
}
