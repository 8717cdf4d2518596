package import MongoClient
import Testing

/// The database of the test that runs.
package enum TestDatabase {
    @TaskLocal static var current: MongoDatabase?

    /// Returns it; a test that lacks the trait `.database` fails here.
    package static func required() throws -> MongoDatabase {
        try #require(current, "add the trait .database")
    }

    /// Returns the collection of a name in it.
    package static func collection(_ name: String = "things") throws -> MongoCollection {
        try required().collection(name)
    }
}
