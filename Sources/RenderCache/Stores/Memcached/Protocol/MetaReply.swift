package import NIOCore

/// One reply of memcached's meta protocol.
///
/// Source: memcached 1.6.18, `doc/protocol.txt`, "Meta Commands".
package struct MetaReply: Equatable, Sendable {
    /// What the server says has happened.
    package enum Status: Sendable {
        /// `HD`: done, or found without its value.
        case done
        /// `VA`: a value follows.
        case value
        /// `EN`: a read found nothing.
        case miss
        /// `NF`: a write found nothing.
        case notFound
        /// `NS`: a condition on the key's being there was not met.
        case notStored
        /// `EX`: the value is another than the one that was compared with.
        case changed
        /// `MN`: all that was asked before is answered.
        case end
        /// `CLIENT_ERROR`, for arithmetic on a value that is no number.
        case notNumber
        /// `SERVER_ERROR`: the server lacks room, most of the time for this value.
        case failed
    }

    /// What has happened.
    package var status: Status
    /// The value, unless it was not asked for or is larger than the reader takes.
    package var value: ByteBuffer?
    /// What the request asked to have repeated (`O`).
    package var opaque: UInt64?
    /// The number of this very value (`c`), called CAS by memcached.
    package var revision: UInt64?
    /// The 32 bits that a client keeps beside a value (`f`).
    package var clientFlags: UInt64?
    /// The size of the value in bytes (`s`).
    package var size: UInt64?
    /// How many seconds are left to live (`t`); -1 is for ever.
    package var secondsLeft: Int64?
    /// Whether the asker is to make the value (`W`).
    package var isWinner = false
    /// Whether the value is marked as stale (`X`).
    package var isStale = false

    /// A reply that says no more than what has happened.
    package init(_ status: Status) {
        self.status = status
    }
}
