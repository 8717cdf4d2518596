import DocumentMapper
import FoundationEssentials

/// Something that was tried of late, as MongoDB keeps it.
@Document("throttles")
struct StoredThrottle: Hashable {
    /// A keyed digest of an account, an address or a device.
    var id: String

    /// When it is as if it had never been tried.
    var freeAt: Date
}

extension StoredThrottle {
    static let indexes: [Index<StoredThrottle>] = [.expiring { $0.freeAt }]
}
