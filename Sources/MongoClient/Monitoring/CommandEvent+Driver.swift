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

extension CommandReport {
    /// Copies what the driver tells of a command that has ended.
    ///
    /// A write that was refused, such as for a duplicate key, is a command that
    /// succeeded; here it counts as the failure that it is to the caller.
    init(_ event: cmongoc_command_event, failure: MongoError.Code? = nil) {
        self.failure = unsafe failure ?? event.writeFailure
        name = unsafe event.name
        duration = unsafe event.duration
        requestID = unsafe event.request
        address = unsafe String(cString: event.address)
    }
}

extension cmongoc_command_event {
    /// The name of the command.
    var name: String { unsafe String(cString: command) }

    /// How long the command took.
    var duration: Duration { unsafe .microseconds(microseconds) }

    /// A copy of the command or the reply, empty if it is not well-formed.
    var document: BSONDocument {
        (try? unsafe BSONDocument(copying: buffer.span)) ?? [:]
    }

    /// The code of the first write that a reply reports as refused.
    fileprivate var writeFailure: MongoError.Code? {
        var reply = BSONReader(unsafe buffer.span)
        guard var failures = try? reply.find("writeErrors"), let first = try? failures.next()
        else { return nil }
        var failure = first.value
        return (try? failure.require("code", as: Int32.self)).map(MongoError.Code.init(rawValue:))
    }

    /// The driver's buffer, which lasts as long as its callback.
    var buffer: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: bytes, count: length)
    }
}
