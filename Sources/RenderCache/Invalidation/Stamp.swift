/// A position in the log of everything that was changed.
///
/// What is cached carries the stamp up to which the log had been read *before* its
/// computation began, and is out of date once a later change touches what it shows. No
/// clock takes part: of two stamps of one log it is always known which came first,
/// whichever machine they were seen on.
///
/// Any ordered log will do whose changes can be read as soon as it tells of them. In
/// MongoDB, a stamp is the cluster time of an event in a change stream.
public struct Stamp: RawRepresentable, Hashable, Sendable {
    /// The place in the log.
    public let rawValue: UInt64

    /// The stamp of a place in the log.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Before everything that any log tells.
    public static let zero = Stamp(rawValue: 0)

    /// The last place before this one; the first place of all is its own.
    var previous: Stamp {
        Stamp(rawValue: rawValue == 0 ? 0 : rawValue - 1)
    }

    /// The first place after this one; the last place of all is its own.
    var next: Stamp {
        Stamp(rawValue: rawValue == .max ? .max : rawValue + 1)
    }
}

extension Stamp: Comparable {
    /// Whether a place comes before another.
    public static func < (left: Stamp, right: Stamp) -> Bool {
        left.rawValue < right.rawValue
    }
}
