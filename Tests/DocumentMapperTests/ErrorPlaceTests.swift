import DocumentMapper
import MongoClient
import TestSupport
import Testing

@Suite("Where errors happened", .database, .needsServer)
struct ErrorPlaceTests {
    @Test func `a document that cannot be read says which operation met it`() async throws {
        let articles = try Documents<Article>.forTest()
        try await articles.collection.insert([
            ["title": "a", "slug": "b", "scores": ["secret": "c"]]
        ])
        let place = "find \(articles.collection.database.name).articles"

        let error = await #expect(throws: BSONError.self) { try await articles.find().all() }

        #expect(error?.path == "scores.secret")
        #expect(error?.operation == place)
        #expect(
            error?.description == "\(place): The field 'scores.*' should be number, but is string.")
    }

    @Test func `money is added up exactly`() async throws {
        let parcels = try Documents<Parcel>.forTest()
        let parcel = try await parcels.insert(Parcel(price: try #require(Decimal128("0.10"))))
        let more = try #require(Decimal128("0.20"))

        try await parcels.update(parcel.id) {
            $0.price.increment(by: more)
            $0.weight.increment()
        }

        let found = try await parcels.get(parcel.id)
        #expect(found.price == Decimal128("0.30"))
        #expect(found.weight == 1)
    }
}
