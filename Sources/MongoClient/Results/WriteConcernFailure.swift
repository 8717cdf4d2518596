public import BSON

/// Writes that are done, but not on as many servers as was asked for.
public struct WriteConcernFailure: Hashable, Sendable {
    /// What kind of failure it is.
    public let code: MongoError.Code

    /// The server's name of the code.
    public let codeName: String?

    /// The server's words, without values of documents.
    public let message: String
}

extension WriteConcernFailure: BSONDecodable {
    /// Reads the server's `writeConcernError`.
    ///
    /// - Throws: `BSONError` if it is something else.
    public init(from reader: inout BSONReader) throws(BSONError) {
        code = MongoError.Code(rawValue: try reader.value("code") ?? 0)
        codeName = try reader.value("codeName")
        message = MongoError.withoutValues(try reader.value("errmsg") ?? "")
    }
}
