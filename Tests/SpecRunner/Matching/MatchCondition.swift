import BSON

/// What an expected value such as `{"$$exists": true}` asks for.
enum MatchCondition: Hashable {
    case exists(Bool)
    case unsetOrMatches(BSONValue)
    case type([String])
    case matchesEntity(String)
    case matchesHexBytes([UInt8])
    case sessionLsid(String)
    case atMost(Double)
    /// The text, read as Extended JSON, matches.
    case document(BSONValue)
    /// The document may have more fields, even within another.
    case root(BSONValue)

    /// Reads a condition; `nil` if the value is to be compared as it is.
    ///
    /// - Throws: ``Failure`` if there is no such condition.
    init?(_ expected: BSONValue) throws {
        guard let document = expected.document, document.keys.count == 1,
            let (key, value) = document.first(where: { $0.key.hasPrefix("$$") })
        else { return nil }
        guard let condition = try Self.condition(key, value) else {
            throw Failure("there is no condition \(key): \(value.words)")
        }
        self = condition
    }

    private static func condition(_ key: String, _ value: BSONValue) throws -> Self? {
        switch key {
        case "$$exists": value.bool.map(exists)
        case "$$unsetOrMatches": unsetOrMatches(value)
        case "$$type": type((value.array?.values ?? [value]).compactMap(\.string))
        case "$$matchesEntity": value.string.map(matchesEntity)
        case "$$matchesHexBytes": matchesHexBytes(try value.hexadecimalBytes())
        case "$$sessionLsid": value.string.map(sessionLsid)
        case "$$lte": value.double.map(atMost)
        case "$$matchAsDocument": document(value)
        case "$$matchAsRoot": root(value)
        default: nil
        }
    }
}
