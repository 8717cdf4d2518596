import BSON
import MongoClient
import Synchronization

/// The events of a client's commands that a test asked for.
final class EventLog: CommandListener {
    /// The names of the events to keep, as `commandStartedEvent`.
    private let observed: Set<String>

    /// The commands to pass over.
    private let ignored: Set<String>

    private let observesSensitive: Bool

    /// The lists in which events are kept for the test itself to look at.
    private let lists: [EventList]

    private let kept = Mutex<[CommandEvent]>([])

    /// The commands by which a test makes the server fail are no part of the test.
    private static let neverObserved: Set<String> = ["configureFailPoint"]

    init(
        observed: [String], ignored: [String] = [], observesSensitive: Bool = false,
        lists: [EventList] = []
    ) {
        self.observed = Set(observed)
        self.ignored = Self.neverObserved.union(ignored)
        self.observesSensitive = observesSensitive
        self.lists = lists
    }

    /// The events so far.
    var events: [CommandEvent] { kept.withLock(\.self) }

    func receive(_ event: CommandEvent) {
        guard !ignored.contains(event.name), observesSensitive || !event.isSensitive else { return }
        if observed.contains(event.kind) { kept.withLock { $0.append(event) } }
        for list in lists { list.receive(event) }
    }

    /// The session identifiers of the last two commands.
    ///
    /// - Throws: ``Failure`` if there are none.
    func lastTwoSessions() throws -> (BSONValue, BSONValue) {
        let started = events.compactMap(\.command).suffix(2).compactMap { $0["lsid"] }
        guard started.count == 2 else {
            throw Failure("the last two commands have not both been in a session")
        }
        return (started[0], started[1])
    }
}
