import BSON
import DocumentMapper
import FoundationEssentials
import MongoClient

/// Keeps the posts.
struct PostStore: Sendable {
    /// Which posts a list shows.
    enum Scope: Hashable, Sendable {
        case all
        case tag(String)
        case author(User.ID)

        func filter(_ post: Post.Fields) -> Filter<Post> {
            switch self {
            case .all: .every
            case .tag(let tag): post.tags.contains(tag)
            case .author(let author): post.author == author
            }
        }
    }

    /// What stands at a post's address.
    enum Found: Sendable {
        case post(Post)
        /// A post stood here and was deleted.
        case deleted
        case nothing
    }

    let posts: Documents<Post>
    let tombstones: Documents<Tombstone>

    /// The posts of a list, newest first, from a position on.
    ///
    /// - Throws: `MongoError`.
    func list(_ scope: Scope, after position: PostPosition?, count: Int) async throws
        -> [PostPreview]
    {
        let previews =
            try await posts
            .find { post in
                let rest = position.map { last in
                    post.createdAt < last.createdAt
                        || (post.createdAt == last.createdAt && post.id < last.id)
                }
                return scope.filter(post) && (rest ?? .every)
            }
            .sort { [$0.createdAt.descending, $0.id.descending] }
            .limit(count)
            .project(PostPreview.self)
            .all()
        return try await completing(previews)
    }

    /// Makes the excerpts of posts that something else than this blog has stored.
    private func completing(_ previews: [PostPreview]) async throws -> [PostPreview] {
        let bare = previews.filter { $0.excerpt == nil }.map(\.id)
        guard !bare.isEmpty else { return previews }
        let found = try await posts.find { $0.id.in(bare) }.all()
        let excerpts = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.body) })
            .mapValues(Post.excerpt)
        return previews.map { preview in
            var preview = preview
            preview.excerpt = preview.excerpt ?? excerpts[preview.id]
            return preview
        }
    }

    /// What stands at the address of a post.
    ///
    /// - Throws: `MongoError`.
    func find(slug: String) async throws -> Found {
        if let post = try await posts.find({ $0.slug == slug }).first() { return .post(post) }
        return try await tombstones.find(id: slug) == nil ? .nothing : .deleted
    }

    /// Stores a new post under the first free address that its title gives.
    ///
    /// A form sent twice brings the same identifier twice and makes one post.
    /// The unique index decides, so two posts of one title at the same moment
    /// get two addresses.
    ///
    /// - Throws: `MongoError`.
    func publish(_ post: Post) async throws -> Post {
        var post = post
        post.excerpt = Post.excerpt(of: post.body)
        let slug = Slug(title: post.title)
        for number in 1... {
            post.slug = slug.numbered(number).text
            guard try await tombstones.find(id: post.slug) == nil else { continue }
            do {
                return try await posts.insert(post)
            } catch let error as MongoError where error.code == .duplicateKey {
                guard error.index == "_id_" else { continue }
                guard let earlier = try await posts.find(id: post.id),
                    earlier.author == post.author
                else { throw error }
                return earlier
            }
        }
        return post
    }

    /// Saves an edit of a post that was read at `post.version`.
    ///
    /// - Throws: `ConflictError<Post>` when someone saved it meanwhile;
    ///   `MongoError`.
    func save(_ post: inout Post) async throws {
        post.editedAt = .now
        post.excerpt = Post.excerpt(of: post.body)
        try await posts.save(&post)
    }

    /// Deletes a post; its address answers "gone" from then on.
    ///
    /// The tombstone comes first: an interrupted deletion leaves a post that
    /// can be deleted again, never an address that forgot it.
    ///
    /// - Returns: The post as it was at the end, or `nil` if it was gone already.
    /// - Throws: `MongoError`.
    func delete(_ post: Post) async throws -> Post? {
        do {
            try await tombstones.insert(Tombstone(id: post.slug))
        } catch MongoError.Code.duplicateKey {
            // An earlier deletion was interrupted here.
        }
        return try await posts.collection.findOneAndDelete(["_id": .objectID(post.id)]) {
            reader throws(BSONError) in try Post(from: &reader)
        }
    }
}
