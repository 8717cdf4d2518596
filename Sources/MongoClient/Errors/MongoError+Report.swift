import BSON

extension MongoError {
    /// What the server and the driver have said besides code, message and labels.
    ///
    /// Each part is read if it can be: the error itself matters more.
    struct Report: Hashable, Sendable {
        var codeName: String?
        var writeFailures: [WriteFailure] = []
        var writeConcernFailure: WriteConcernFailure?
        var result: BulkWriteResult?
        var message: String?
        var reply: BSONDocument?

        init() {}

        init(message: String, reply: borrowing Span<UInt8>) {
            self.message = message
            guard !reply.isEmpty, let document = try? BSONDocument(copying: copy reply) else {
                return
            }
            self.reply = document
            codeName = document["codeName"]?.string
            writeFailures = Self.read("writeErrors", in: document) ?? []
            let failures: [WriteConcernFailure]? = Self.read("writeConcernErrors", in: document)
            writeConcernFailure =
                failures?.first ?? Self.read("writeConcernError", in: document)
            if document["nInserted"] != nil {
                result = try? BSONReader.reading(document) { reader throws(BSONError) in
                    try BulkWriteResult(from: &reader)
                }
            }
        }

        private static func read<Value: BSONDecodable>(
            _ key: StaticString, in document: BSONDocument
        ) -> Value? {
            try? BSONReader.reading(document) { reader throws(BSONError) in
                try reader.value(key)
            }
        }
    }
}

extension BSONReader {
    /// Reads a document with a closure.
    fileprivate static func reading<Value>(
        _ document: BSONDocument, _ body: (inout BSONReader) throws(BSONError) -> Value
    ) throws(BSONError) -> Value {
        var reader = BSONReader(document.bytes.span)
        return try body(&reader)
    }
}
