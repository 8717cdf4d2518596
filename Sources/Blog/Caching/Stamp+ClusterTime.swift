import BSON
import FoundationEssentials
import RenderCache

extension Stamp {
    /// The place of a time of the cluster in its log.
    init(_ time: BSONTimestamp) {
        self.init(rawValue: UInt64(time.seconds) << 32 | UInt64(time.increment))
    }

    /// The cluster's time at the place, to the second.
    var clusterDate: Date { Date(timeIntervalSince1970: Double(rawValue >> 32)) }
}
