import BSON
import FoundationEssentials
import MongoClient
import Synchronization

/// Events as documents, kept under a name of the test: `storeEventsAsEntities`.
final class EventList: Sendable {
    let name: String

    /// The names of the events to keep, as `CommandStartedEvent`.
    private let observed: Set<String>

    private let kept = Mutex<[BSONDocument]>([])

    init(name: String, observed: [String]) {
        self.name = name
        self.observed = Set(observed)
    }

    /// The events so far.
    var value: BSONValue {
        .array(BSONArray(kept.withLock(\.self).map(BSONValue.document)))
    }

    /// Keeps an event if it is one to keep.
    func receive(_ event: CommandEvent) {
        let name = event.kind.prefix(1).uppercased() + event.kind.dropFirst()
        guard observed.contains(name) else { return }
        let document: BSONDocument = [
            "name": .string(name),
            "observedAt": .double(Date().timeIntervalSince1970),
            "commandName": .string(event.name),
            "requestId": .int64(event.requestID),
            "connectionId": .string(event.address),
        ]
        kept.withLock { $0.append(document) }
    }
}
