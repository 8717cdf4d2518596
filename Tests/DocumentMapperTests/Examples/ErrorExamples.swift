import DocumentMapper
import MongoClient
import TestSupport
import Testing

@Suite("Examples of errors", .database, .needsServer)
struct ErrorExamples {
    /// Says what to tell whoever wrote the post.
    private func answer(to post: Post, in posts: Documents<Post>) async throws -> [String] {
        do {
            try await posts.insert(post)
            return []
        } catch let error as ValidationError {
            return error.messages(at: Post.fields.title)
        } catch MongoError.Code.duplicateKey {
            return ["There is such a post."]
        } catch let error as MongoError where error.isUnavailable {
            return ["Please try again."]
        }
    }

    @Test func `catch`() async throws {
        let posts = try Documents<Post>.forTest()
        try await posts.indexes.apply()
        let post = Post(title: "Ink", slug: "ink", author: Reference(ObjectID()))

        let first = try await answer(to: post, in: posts)
        let second = try await answer(to: post, in: posts)

        #expect(first == [])
        #expect(second == ["There is such a post."])
    }
}
