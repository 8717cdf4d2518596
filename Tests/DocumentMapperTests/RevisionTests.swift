import DocumentMapper
import Testing

@Suite("Revision")
struct RevisionTests {
    private let id = ObjectID()

    private func stored(_ more: BSONDocument) throws -> BSONDocument {
        var document: BSONDocument = ["_id": .objectID(id), "title": "a", "slug": "b"]
        for (key, value) in more { try document.append(key: key, value) }
        return document
    }

    @Test func `an unchanged document needs no save`() throws {
        let stored = try stored(["version": 3])
        let article = try Article(stored: stored)

        let revision = try Revision(of: article)

        #expect(revision == nil)
    }

    @Test func `a save asks for the version it was loaded with and counts it up`() throws {
        let stored = try stored(["version": 3])
        var article = try Article(stored: stored)
        article.title = "c"

        let revision = try #require(try Revision(of: article))

        #expect(revision.filter == ["_id": ["$eq": .objectID(id)], "version": ["$eq": 3]])
        #expect(revision.update == ["$set": ["title": "c", "version": 4]])
        #expect(revision.result.version == 4)
        #expect(try revision.result.snapshot.document()?["version"] == 4)
    }

    @Test func `a document from before there were versions is asked for without one`() throws {
        let stored = try stored([:])
        var article = try Article(stored: stored)
        article.title = "c"

        let revision = try #require(try Revision(of: article))

        #expect(revision.filter["version"] == ["$eq": nil])
        #expect(revision.update == ["$set": ["title": "c", "version": 1]])
    }

    @Test(arguments: [.null, .int32(3), .double(3)] as [BSONValue])
    func `the version is asked for as it is stored`(version: BSONValue) throws {
        let stored = try stored(["version": version])
        var article = try Article(stored: stored)
        article.title = "c"

        let revision = try #require(try Revision(of: article))

        #expect(revision.filter["version"] == ["$eq": version])
    }

    @Test func `the greatest version is followed by the least`() throws {
        let stored = try stored(["version": .int64(Int64.max)])
        var article = try Article(stored: stored)
        article.title = "c"

        let revision = try #require(try Revision(of: article))

        #expect(revision.result.version == Int.min)
    }

    @Test func `a version that someone set by hand does not pass for the loaded one`() throws {
        let stored = try stored(["version": 3])
        var article = try Article(stored: stored)
        article.title = "c"
        article.version = 9

        let revision = try #require(try Revision(of: article))

        #expect(revision.filter["version"] == ["$eq": 3])
        #expect(revision.result.version == 4)
    }

    @Test func `without a version only the identifier is asked for`() throws {
        let stored: BSONDocument = ["_id": 1, "text": "a", "extra": true]
        var note = try Note(stored: stored)
        note.write("b")

        let revision = try #require(try Revision(of: note))

        #expect(revision.filter == ["_id": ["$eq": 1]])
        #expect(revision.update == ["$set": ["text": "b"]])
        #expect(try revision.result.snapshot.document() == ["_id": 1, "text": "b", "extra": true])
    }

    @Test func `what became nil is removed`() throws {
        let stored = try stored(["place": ["city": "Basel", "zip": "4051"]])
        var article = try Article(stored: stored)
        article.place?.zip = nil

        let revision = try #require(try Revision(of: article))

        #expect(
            revision.update == ["$set": ["version": 1], "$unset": ["place.zip": true]])
    }
}
