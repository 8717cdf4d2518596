public import BSON

public import struct FoundationEssentials.Date

extension UpdateTarget where Value == Date {
    /// Replaces the date by the server's own time.
    public func setToCurrentDate() -> Change<Root> {
        Change(.currentDate, updatePath, true)
    }
}

extension UpdateTarget where Value == Date? {
    /// Replaces the date by the server's own time.
    public func setToCurrentDate() -> Change<Root> {
        Change(.currentDate, updatePath, true)
    }
}

extension UpdateTarget where Value == BSONTimestamp {
    /// Replaces the timestamp by the server's own time.
    public func setToCurrentTimestamp() -> Change<Root> {
        Change(.currentDate, updatePath, ["$type": "timestamp"])
    }
}
