import HTTPTypes
import Hummingbird

extension Post {
    /// Whether someone may edit and delete the post: whoever wrote it.
    func mayBeEdited(by user: User?) -> Bool {
        user?.id == author
    }
}

extension PostStore {
    /// The post at an address.
    ///
    /// - Throws: `HTTPError` 404, or 410 when it was deleted.
    func require(slug: String) async throws -> Post {
        switch try await find(slug: slug) {
        case .post(let post): return post
        case .deleted:
            throw HTTPError(
                .gone, message: "The post that was here has been deleted by its author.")
        case .nothing: throw HTTPError(.notFound)
        }
    }

    /// The post at an address, for someone who wants to change it.
    ///
    /// - Throws: `HTTPError` 403 for the posts of others; 404; 410.
    func require(slug: String, editableBy user: User) async throws -> Post {
        let post = try await require(slug: slug)
        guard post.mayBeEdited(by: user) else {
            throw HTTPError(
                .forbidden,
                message: "This post belongs to someone else: only its author may change it.")
        }
        return post
    }
}
