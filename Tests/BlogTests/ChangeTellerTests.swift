import BSON
import MongoClient
import RenderCache
import Testing

@testable import Blog

@Suite("What the log says, told batch by batch")
struct ChangeTellerTests {
    private let feed = InvalidationFeed(at: .zero)
    private let ada = ObjectID()
    private let grace = ObjectID()

    private func change(
        of id: ObjectID, at time: UInt32, inTransaction: Bool = false
    ) throws -> LoggedChange {
        var event: BSONDocument = [
            "_id": ["_data": "token"], "operationType": "delete",
            "clusterTime": .timestamp(BSONTimestamp(seconds: time, increment: 1)),
            "ns": ["db": "blog", "coll": "users"], "documentKey": ["_id": .objectID(id)],
        ]
        if inTransaction { event.append("txnNumber", Int64(1)) }
        var reader = BSONReader(event.bytes.span)
        return try LoggedChange(from: &reader)
    }

    private func isCurrent(_ stamp: Stamp, _ id: ObjectID) -> Bool {
        feed.isCurrent(stamp, tags: [PageTag.user(id).text])
    }

    @Test func `what is made between two halves of a transaction is not kept as new`() throws {
        var teller = ChangeTeller(feed)
        try teller.tell([change(of: ada, at: 7, inTransaction: true)])
        // With the new name of one, and the remembered one of the other.
        let between = feed.position
        try teller.tell([change(of: grace, at: 7, inTransaction: true)])

        #expect(!isCurrent(between, grace))
    }

    @Test(arguments: [false, true])
    func `what is made after a transaction is kept once that is whole`(isQuiet: Bool) throws {
        var teller = ChangeTeller(feed)
        try teller.tell([change(of: ada, at: 7, inTransaction: true)])

        try teller.tell(isQuiet ? [] : [change(of: grace, at: 8)])

        #expect(isCurrent(feed.position, ada))
        #expect(feed.position == Stamp(BSONTimestamp(seconds: isQuiet ? 7 : 8, increment: 1)))
    }

    @Test func `what is made after a single change is kept at once`() throws {
        var teller = ChangeTeller(feed)
        let before = feed.position

        try teller.tell([change(of: ada, at: 7)])

        #expect(!isCurrent(before, ada))
        #expect(isCurrent(feed.position, ada))
    }

    @Test func `a transaction with something behind it is whole`() throws {
        var teller = ChangeTeller(feed)

        try teller.tell([
            change(of: ada, at: 7, inTransaction: true),
            change(of: ada, at: 7, inTransaction: true),
            change(of: grace, at: 8),
        ])

        #expect(isCurrent(feed.position, ada))
    }
}
