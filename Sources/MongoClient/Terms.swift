import BSON

/// On which terms a handle talks to the servers.
///
/// What is `nil` is as the address says. In a transaction, the terms of the
/// transaction count instead of these.
struct Terms: Hashable, Sendable {
    var readConcern: ReadConcern?
    var writeConcern: WriteConcern?
    var readPreference: ReadPreference?

    /// Returns these terms with others put in the place of those that are named.
    func with(
        _ readConcern: ReadConcern?, _ writeConcern: WriteConcern?,
        _ readPreference: ReadPreference?
    ) -> Terms {
        Terms(
            readConcern: readConcern ?? self.readConcern,
            writeConcern: writeConcern ?? self.writeConcern,
            readPreference: readPreference ?? self.readPreference)
    }

    /// The terms as `CMongoC` takes them; no bytes if there are none.
    var bytes: [UInt8] {
        if readConcern == nil, writeConcern == nil, readPreference == nil { return [] }
        return document.bytes
    }

    /// The terms as `CMongoC` takes them.
    var document: BSONDocument {
        var document = BSONDocument()
        if let readConcern { document.append("readConcern", readConcern.rawValue) }
        if let writeConcern { document.append("writeConcern", writeConcern.document) }
        if let readPreference { document.append("readPreference", readPreference.document) }
        return document
    }
}
