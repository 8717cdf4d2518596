import BSON
import RenderCache
import Synchronization
import Testing

@testable import Blog

@Suite("What is remembered of the database")
struct RememberedTests {
    private let feed = InvalidationFeed(at: Stamp(rawValue: 1))
    private let names: Remembered<ObjectID, String>
    private let ada = ObjectID()
    private let grace = ObjectID()

    init() {
        names = Remembered(feed: feed) { .user($0) }
    }

    /// Asks for names, and returns those that had to be read.
    private func asked(_ keys: Set<ObjectID>, answer: String = "Ada") async throws -> Set<ObjectID>
    {
        var read: Set<ObjectID> = []
        _ = try await names.values(for: keys) { missing in
            read = missing
            return Dictionary(uniqueKeysWithValues: missing.map { ($0, answer) })
        }
        return read
    }

    @Test func `is not asked for again`() async throws {
        _ = try await asked([ada])

        let again = try await asked([ada, grace])

        #expect(again == [grace])
    }

    @Test func `is asked for again when the log tells of a change`() async throws {
        _ = try await asked([ada, grace])
        feed.invalidate([PageTag.user(ada).text], at: Stamp(rawValue: 2))

        let again = try await asked([ada, grace])

        #expect(again == [ada])
    }

    @Test func `changed while it was read, so it is read again`() async throws {
        _ = try await names.values(for: [ada]) { [feed, ada] _ in
            feed.invalidate([PageTag.user(ada).text], at: Stamp(rawValue: 2))
            return [ada: "as it was before"]
        }

        let again = try await asked([ada])

        #expect(again == [ada])
    }

    @Test func `is not trusted while the log is out of reach`() async throws {
        _ = try await asked([ada])
        feed.suspend()
        let meanwhile = try await asked([ada], answer: "of a server that lags behind")
        feed.resume()

        let name = try await names.values(for: [ada]) { _ in [:] }

        #expect(meanwhile == [ada])
        #expect(name == [ada: "Ada"])
    }

    @Test func `is forgotten by who replaces it`() async throws {
        _ = try await asked([ada])
        names.forget(ada)

        let again = try await asked([ada])

        #expect(again == [ada])
    }

    @Test func `is no answer when nothing was found`() async throws {
        let nobody = try await names.values(for: [ada]) { _ in [:] }

        let again = try await asked([ada])

        #expect(nobody.isEmpty)
        #expect(again == [ada])
    }

    @Test func `is bounded`() async throws {
        _ = try await asked([ada])
        for _ in 0..<1000 { _ = try await asked([ObjectID()]) }

        let again = try await asked([ada])

        #expect(again == [ada])
    }
}
