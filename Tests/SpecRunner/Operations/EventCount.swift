import BSON
import MongoClient

/// How often an event must have come.
struct EventCount {
    private let log: EventLog
    private let event: BSONDocument
    private let count: Int
    private let matcher: Matcher

    /// Takes the arguments of `waitForEvent` or `assertEventCount`.
    ///
    /// - Throws: ``Failure`` if they are not understood.
    init(_ entities: Entities, _ arguments: inout Arguments) throws {
        log = try entities.client(arguments.required("client") { try $0.string($1) }).log
        event = try arguments.required("event") { try $0.document($1) }
        count = try arguments.required("count") { try $0.int($1) }
        matcher = entities.matcher
        try arguments.finish()
        let kind = event.keys.first ?? ""
        if kind.hasPrefix("pool") || kind.hasPrefix("connection") {
            try Limitation.event("cmap").check()
        }
        if kind.hasPrefix("server") || kind.hasPrefix("topology") {
            try Limitation.event("sdam").check()
        }
    }

    /// Checks that the event came that often, or at least so if there is patience.
    ///
    /// - Throws: ``Failure`` if it did not.
    func check(isPatient: Bool) async throws {
        for _ in 0..<1000 where isPatient && actual < count {
            try await Task.sleep(for: .milliseconds(10))
        }
        guard isPatient ? actual >= count : actual == count else {
            throw Failure("\(event.words) came \(actual) times, not \(count)")
        }
    }

    private var actual: Int {
        log.events.count { (try? ExpectedEvents.check(event, $0, with: matcher)) != nil }
    }
}
