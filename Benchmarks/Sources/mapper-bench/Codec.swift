import DocumentMapper
import Measuring

/// The workloads of a document and its bytes, without a server.
enum Codec {
    /// Turns a post into bytes.
    static func encode(_ count: Int) async throws -> Measurement {
        let post = Post(number: 1)
        let expected = try BSONDocument(encoding: post).bytes.count
        return try await .of {
            var size = 0
            for _ in 0..<count { size += try BSONDocument(encoding: post).bytes.count }
            try WorkloadError.check(size == count * expected, "the bytes differ in length")
            return count
        }
    }

    /// Turns bytes into a post.
    static func decode(_ count: Int) async throws -> Measurement {
        let bytes = try BSONDocument(encoding: Post(number: 1)).bytes
        return try await .of {
            var size = 0
            for _ in 0..<count {
                var reader = BSONReader(bytes.span)
                size += try Post(from: &reader).body.utf8.count
            }
            try WorkloadError.check(size == count * Post.bodySize, "a body has another length")
            return count
        }
    }
}
