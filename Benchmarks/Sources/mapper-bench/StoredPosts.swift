import DocumentMapper
import Measuring
import MongoClient

/// The workloads over the collection of posts.
struct StoredPosts {
    /// The number of posts that are looked up by their slugs.
    private static let lookedUp = 2000

    private let posts: Documents<Post>

    init(in client: MongoClient) {
        posts = Documents(in: client.database("inkstone_benchmarks"))
    }

    /// Stores posts one by one.
    func insert(_ count: Int) async throws -> Measurement {
        try await posts.collection.drop()
        return try await .of {
            for number in 0..<count { try await posts.insert(Post(number: number)) }
            return count
        }
    }

    /// Stores posts a thousand at a time, and makes their indexes.
    func insertInBatches(_ count: Int) async throws -> Measurement {
        try await posts.collection.drop()
        return try await .of {
            for start in stride(from: 0, to: count, by: 1000) {
                let batch = (start..<min(start + 1000, count)).map { Post(number: $0) }
                try await posts.insert(contentsOf: batch)
            }
            try await posts.indexes.apply()
            return count
        }
    }

    /// Looks posts up by their slugs.
    func findOne(_ count: Int) async throws -> Measurement {
        try await .of {
            for number in 0..<count {
                let slug = "post-\(number % Self.lookedUp)"
                let post = try await posts.find { $0.slug == slug }.first()
                try WorkloadError.check(post?.slug == slug, "another post was found")
            }
            return count
        }
    }

    /// Reads the twenty newest posts, as a front page does.
    func list(_ count: Int) async throws -> Measurement {
        try await .of {
            var done = 0
            for _ in 0..<count {
                let page = try await posts.find()
                    .sort { $0.createdAt.descending }
                    .limit(20)
                    .all()
                try WorkloadError.check(page.count == 20, "a page is not full")
                done += page.count
            }
            return done
        }
    }

    /// Walks over the whole collection, until at least `count` posts are read.
    func scan(_ count: Int) async throws -> Measurement {
        try await .of {
            var done = 0
            var size = 0
            while done < count {
                let start = done
                for try await post in posts.find() {
                    size += post.body.utf8.count
                    done += 1
                }
                try WorkloadError.check(done > start, "there are no posts: run bulk first")
            }
            try WorkloadError.check(size == done * Post.bodySize, "a body has another length")
            return done
        }
    }
}
