import DocumentMapper
import TestSupport

extension Documents {
    /// The documents in the database of the test that is running.
    static func forTest() throws -> Documents {
        Documents(in: try TestDatabase.required())
    }
}
