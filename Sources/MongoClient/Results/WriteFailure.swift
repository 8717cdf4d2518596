public import BSON

/// One write that the server refused, among those that were sent together.
///
/// It never carries values of documents.
public struct WriteFailure: Hashable, Sendable {
    /// The position of the write.
    public let index: Int

    /// What kind of failure it is.
    public let code: MongoError.Code

    /// The server's words, without values of documents.
    public let message: String

    /// The name of the unique index that already holds a value, when the code is
    /// ``MongoError/Code/duplicateKey``.
    public let indexName: String?

    /// The keys of that index.
    public let indexKeys: BSONDocument?
}

extension WriteFailure: BSONDecodable {
    /// Reads an entry of the server's `writeErrors`.
    ///
    /// - Throws: `BSONError` if it is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        index = try reader.value("index") ?? 0
        code = MongoError.Code(rawValue: try reader.value("code") ?? 0)
        let text = try reader.value("errmsg", as: String.self) ?? ""
        message = MongoError.withoutValues(text)
        indexName = code == .duplicateKey ? MongoError.index(in: text) : nil
        indexKeys = try reader.value("keyPattern")
    }
}
