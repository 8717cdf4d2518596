import BSON

/// The events that a client must have seen, in order.
struct ExpectedEvents: Sendable {
    let client: String
    let kind: String
    let events: [BSONDocument]
    let ignoresExtraEvents: Bool

    /// Reads an element of `expectEvents`.
    ///
    /// - Throws: ``Failure`` if something of it is not understood.
    init(_ document: BSONDocument) throws {
        var fields = Arguments(document, of: "expectEvents")
        client = try fields.required("client") { try $0.string($1) }
        kind = try fields.string("eventType") ?? "command"
        events = try fields.required("events") { try $0.documents($1) }
        ignoresExtraEvents = try fields.bool("ignoreExtraEvents") ?? false
        try fields.finish()
    }
}
