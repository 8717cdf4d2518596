import BSON
import MongoClient

extension SessionSettings {
    /// Reads `sessionOptions`.
    ///
    /// - Throws: ``Failure`` if they are not understood.
    init(_ document: BSONDocument) throws {
        var fields = Arguments(document, of: "sessionOptions")
        let isCausal = try fields.bool("causalConsistency")
        let isSnapshot = try fields.bool("snapshot") ?? false
        var defaults = Arguments(
            try fields.document("defaultTransactionOptions") ?? [:],
            of: "defaultTransactionOptions")
        let transaction = try TransactionSettings(taking: &defaults)
        try defaults.finish()
        try fields.finish()
        self.init(
            consistency: isSnapshot ? .snapshot : isCausal == false ? .none : .causal,
            transaction: transaction)
    }
}

extension TransactionSettings {
    /// Takes the options of a transaction from the fields that they are among.
    ///
    /// - Throws: ``Failure`` if they are not understood.
    init(taking fields: inout Arguments) throws {
        let terms = try TermsArguments(taking: &fields)
        self.init(
            readConcern: terms.readConcern, writeConcern: terms.writeConcern,
            readPreference: terms.readPreference,
            maximumCommitTime: try fields.duration("maxCommitTimeMS"))
    }
}
