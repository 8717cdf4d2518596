import BSON
import MongoClient

/// A change as the log tells it.
struct LoggedChange: Sendable {
    let event: ChangeEvent

    /// Whether it was made by a transaction, whose changes share their time.
    let isOfTransaction: Bool
}

extension LoggedChange: BSONDecodable {
    init(from reader: inout BSONReader) throws(BSONError) {
        event = try ChangeEvent(from: &reader)
        isOfTransaction = try reader.find("txnNumber") != nil
    }
}
