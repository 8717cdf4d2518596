import DocumentMapper
import FoundationEssentials

/// Word to every process that pages with these tags are to be made anew.
///
/// Written when somebody clears the cache: what is saved needs no such word.
@Document("invalidations")
struct StoredInvalidation: Hashable {
    var id = ObjectID()
    var tags: [String]

    /// When every process has long read it.
    var expiresAt: Date = .now + 86_400
}

extension StoredInvalidation {
    static let indexes: [Index<StoredInvalidation>] = [.expiring { $0.expiresAt }]
}
