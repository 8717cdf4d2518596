import BSON
import MongoClient

extension CommandEvent {
    /// What tests call such an event.
    var kind: String {
        switch stage {
        case .started: "commandStartedEvent"
        case .succeeded: "commandSucceededEvent"
        case .failed: "commandFailedEvent"
        }
    }

    /// The command that is about to be sent.
    var command: BSONDocument? {
        if case .started(let command, _) = stage { command } else { nil }
    }

    /// The reply of a command that succeeded.
    var reply: BSONDocument? {
        if case .succeeded(let reply, _) = stage { reply } else { nil }
    }

    /// The database of a command that is about to be sent.
    var database: String? {
        if case .started(_, let database) = stage { database } else { nil }
    }
}
