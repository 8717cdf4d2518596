public import BSON
import CMongoC

/// Which servers of a replica set may be read from.
public struct ReadPreference: Hashable, Sendable {
    /// The servers in order of preference.
    public enum Mode: String, Hashable, Sendable, CaseIterable {
        /// The primary alone.
        case primary
        /// The primary, or a secondary while there is none.
        case primaryPreferred
        /// A secondary alone.
        case secondary
        /// A secondary, or the primary if there is none.
        case secondaryPreferred
        /// Whichever answers fastest.
        case nearest
    }

    /// The servers in order of preference.
    public var mode: Mode

    /// The tags that a server must have: the first set that any server has counts.
    public var tagSets: [BSONDocument]

    /// How far a secondary may lie behind; at least 90 seconds.
    public var maximumStaleness: Duration?

    /// Whether a sharded cluster asks two servers and takes the faster answer.
    public var isHedged: Bool?

    /// Creates a preference.
    public init(
        _ mode: Mode, tagSets: [BSONDocument] = [], maximumStaleness: Duration? = nil,
        isHedged: Bool? = nil
    ) {
        self.mode = mode
        self.tagSets = tagSets
        self.maximumStaleness = maximumStaleness
        self.isHedged = isHedged
    }

    /// The primary alone.
    public static let primary = ReadPreference(.primary)
    /// The primary, or a secondary while there is none.
    public static let primaryPreferred = ReadPreference(.primaryPreferred)
    /// A secondary alone.
    public static let secondary = ReadPreference(.secondary)
    /// A secondary, or the primary if there is none.
    public static let secondaryPreferred = ReadPreference(.secondaryPreferred)
    /// Whichever answers fastest.
    public static let nearest = ReadPreference(.nearest)

    /// The preference with the driver's number of the mode.
    var document: BSONDocument {
        var document: BSONDocument = ["mode": .int32(Int32(clamping: mode.driverMode.rawValue))]
        if !tagSets.isEmpty { document.append("tags", tagSets) }
        if let maximumStaleness {
            document.append("maxStalenessSeconds", maximumStaleness.components.seconds)
        }
        if let isHedged { document.append("hedge", ["enabled": isHedged]) }
        return document
    }
}

extension ReadPreference.Mode {
    /// The driver's name of the mode.
    fileprivate var driverMode: mongoc_read_mode_t {
        switch self {
        case .primary: MONGOC_READ_PRIMARY
        case .primaryPreferred: MONGOC_READ_PRIMARY_PREFERRED
        case .secondary: MONGOC_READ_SECONDARY
        case .secondaryPreferred: MONGOC_READ_SECONDARY_PREFERRED
        case .nearest: MONGOC_READ_NEAREST
        }
    }
}
