public import struct FoundationEssentials.Date

extension Field where Value == Date {
    /// Replaces the date by the server's own time.
    public func setToCurrentDate() -> Change<Root> {
        Change(.currentDate, dottedPath, true)
    }
}

extension Field where Value == Date? {
    /// Replaces the date by the server's own time.
    public func setToCurrentDate() -> Change<Root> {
        Change(.currentDate, dottedPath, true)
    }
}
