import Logging
import MongoClient
import Testing

@Suite("Server changes")
struct ServerChangeTests {
    @Test(
        "what matters of a server's changes is told",
        arguments: [
            ("Unknown", "RSPrimary", Logger.Level.info, "Found the primary database server"),
            ("RSSecondary", "RSPrimary", .info, "Found the primary database server"),
            ("RSPrimary", "RSSecondary", .info, "A database server is no longer the primary"),
            ("RSPrimary", "Unknown", .warning, "Lost a database server"),
            ("Unknown", "Mongos", .info, "Found a database server"),
        ])
    func isTold(before: String, after: String, level: Logger.Level, message: String) {
        let change = ServerChange(before: before, after: after)

        #expect(change?.level == level)
        #expect(change?.message == message)
    }

    @Test func `a server that stays as it is is nothing to tell`() {
        #expect(ServerChange(before: "RSPrimary", after: "RSPrimary") == nil)
    }
}
