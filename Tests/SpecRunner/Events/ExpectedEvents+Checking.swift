import BSON
import MongoClient

extension ExpectedEvents {
    /// Compares the events with those that came.
    ///
    /// - Throws: ``Failure`` if they differ.
    func check(_ actual: [CommandEvent], with matcher: Matcher) throws {
        for (index, (expected, event)) in zip(events, actual).enumerated() {
            do {
                try Self.check(expected, event, with: matcher)
            } catch {
                throw Failure("event \(index + 1) (\(event.name)): \(error)")
            }
        }
        guard actual.count >= events.count else {
            throw Failure(
                "only \(actual.count) events came, not \(events.count): \(actual.names)")
        }
        guard ignoresExtraEvents || actual.count == events.count else {
            throw Failure("\(actual.count) events came, not \(events.count): \(actual.names)")
        }
    }

    /// Compares an event.
    ///
    /// - Throws: ``Failure`` if it is another than expected.
    static func check(_ expected: BSONDocument, _ event: CommandEvent, with matcher: Matcher) throws
    {
        guard let (kind, value) = expected.first(where: { _ in true }), expected.keys.count == 1,
            let document = value.document
        else { throw Failure("\(expected.words) is no event") }
        guard kind == event.kind else { throw Failure("it is a \(event.kind), not a \(kind)") }
        var fields = Arguments(document, of: kind)
        if let command = fields.value("command") {
            try matcher.match(command, event.command.map(BSONValue.document), at: "")
        }
        if let reply = fields.value("reply") {
            try matcher.match(reply, event.reply.map(BSONValue.document), at: "")
        }
        if let name = try fields.string("commandName"), name != event.name {
            throw Failure("it is \(event.name), not \(name)")
        }
        if let database = try fields.string("databaseName"), let actual = event.database,
            database != actual
        {
            throw Failure("it is of the database \(actual), not \(database)")
        }
        try check(fields.bool("hasServiceId"), event.serviceID != nil, "a service")
        try check(
            fields.bool("hasServerConnectionId"), (event.connectionID ?? 0) > 0, "a connection")
        try fields.finish()
    }

    private static func check(_ expected: Bool?, _ actual: Bool, _ what: String) throws {
        guard expected == nil || expected == actual else {
            throw Failure("it names \(actual ? what : "no \(what.dropFirst(2))")")
        }
    }
}

extension [CommandEvent] {
    fileprivate var names: String { map(\.name).joined(separator: ", ") }
}
