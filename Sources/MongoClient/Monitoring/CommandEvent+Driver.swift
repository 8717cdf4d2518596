import BSON
import CMongoC

extension CommandEvent {
    /// Copies what the driver tells of a command.
    init(_ stage: Stage, _ event: cmongoc_command_event) {
        self.stage = stage
        name = unsafe event.name
        requestID = unsafe event.request
        operationID = unsafe event.operation
        address = unsafe String(cString: event.address)
        connectionID = unsafe event.connection >= 0 ? event.connection : nil
        // An identifier always has twelve bytes.
        serviceID = unsafe event.service.flatMap {
            unsafe ObjectID(Array(UnsafeBufferPointer(start: $0, count: 12)))
        }
    }
}

extension cmongoc_command_event {
    /// The name of the command.
    var name: String { unsafe String(cString: command) }

    /// How long the command took.
    var duration: Duration { unsafe .microseconds(microseconds) }

    /// A copy of the command or the reply, empty if it is not well-formed.
    var document: BSONDocument {
        // The driver's buffer, for as long as its callback lasts.
        let buffer = unsafe UnsafeBufferPointer(start: bytes, count: length)
        return (try? BSONDocument(copying: unsafe buffer.span)) ?? [:]
    }
}
