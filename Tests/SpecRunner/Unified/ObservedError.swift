import BSON
import MongoClient

/// What can be told of an error.
struct ObservedError: CustomStringConvertible {
    private let error: any Error

    init(_ error: any Error) {
        self.error = error
    }

    private var mongo: MongoError? { error as? MongoError }

    /// Whether the server did not send it.
    var isFromClient: Bool { codes.isEmpty }

    /// The server's codes: of the error, and of each write that was refused.
    var codes: [Int] {
        guard let mongo else { return [] }
        let all =
            [mongo.code] + mongo.writeFailures.map(\.code)
            + [mongo.writeConcernFailure?.code].compactMap(\.self)
        return all.map { Int($0.rawValue) }.filter { $0 > 0 }
    }

    /// The server's names of the codes.
    var codeNames: [String] {
        [mongo?.codeName, mongo?.writeConcernFailure?.codeName].compactMap(\.self)
    }

    /// What is said of the error, with what it quotes.
    var message: String { mongo?.fullMessage ?? "\(error)" }

    var labels: Set<String> { mongo?.labels ?? [] }

    /// What was done all the same.
    var result: BSONValue? { mongo?.result?.value }

    /// The server's reply.
    var reply: BSONValue? { mongo?.reply.map(BSONValue.document) }

    var description: String { "\(error)" }
}
