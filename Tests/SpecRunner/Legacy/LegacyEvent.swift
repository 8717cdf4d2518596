import BSON

/// A command that a test in an older format expects: `command_started_event` and the
/// like.
enum LegacyEvent {
    /// Returns the event in the unified format.
    ///
    /// - Throws: ``Failure`` if something of it is not understood.
    static func unified(_ document: BSONDocument) throws -> BSONDocument {
        guard let (key, value) = document.first(where: { _ in true }), let event = value.document,
            let kind = kinds[key]
        else { throw Failure("\(document.words) is no event") }
        var fields = Arguments(event, of: key)
        var pairs: [(String, BSONValue)] = []
        for (old, new) in [("command_name", "commandName"), ("database_name", "databaseName")] {
            if let name = try fields.string(old) { pairs.append((new, .string(name))) }
        }
        for key in ["command", "reply"] {
            if let value = fields.value(key) { pairs.append((key, try expected(value))) }
        }
        try fields.finish()
        return try BSONDocument(pairs: [(kind, .document(BSONDocument(pairs: pairs)))])
    }

    private static let kinds = [
        "command_started_event": "commandStartedEvent",
        "command_succeeded_event": "commandSucceededEvent",
        "command_failed_event": "commandFailedEvent",
    ]

    /// Translates a value that is to be compared.
    ///
    /// In the older formats a null is a field that must not be there, 42 and empty text
    /// stand for any value, and every document may have more fields than expected.
    static func expected(_ value: BSONValue, key: String = "") throws -> BSONValue {
        switch value {
        case .null: return ["$$exists": false]
        case .int32(42), .int64(42), "42", "": return ["$$exists": true]
        case .string(let session) where key == "lsid": return ["$$sessionLsid": .string(session)]
        // The server's default need not be sent.
        case .bool(false) where key == "new": return ["$$unsetOrMatches": false]
        case .array(let values):
            return .array(BSONArray(try values.map { try expected($0) }))
        case .document(let document):
            let pairs = try document.map { ($0.key, try expected($0.value, key: $0.key)) }
            return ["$$matchAsRoot": .document(try BSONDocument(pairs: pairs))]
        default: return value
        }
    }
}
