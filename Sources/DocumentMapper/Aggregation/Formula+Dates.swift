import BSON

public import struct FoundationEssentials.Date

/// A part of a date, as the calendar of UTC counts it.
public enum DatePart: String, Sendable, CaseIterable {
    /// The year.
    case year = "$year"
    /// The month, from 1 to 12.
    case month = "$month"
    /// The day of the month, from 1.
    case day = "$dayOfMonth"
    /// The day of the week, from 1 for Sunday to 7.
    case weekday = "$dayOfWeek"
    /// The hour, from 0 to 23.
    case hour = "$hour"
    /// The minute, from 0 to 59.
    case minute = "$minute"
    /// The week of the year that ISO 8601 counts, from 1 to 53.
    case week = "$isoWeek"
    /// The year that the week of ISO 8601 belongs to.
    case yearOfWeek = "$isoWeekYear"
}

/// A span of time that dates are cut down to.
public enum DateUnit: String, Sendable, CaseIterable {
    /// A year.
    case year
    /// Three months.
    case quarter
    /// A month.
    case month
    /// A week, from Sunday.
    case week
    /// A day.
    case day
    /// An hour.
    case hour
    /// A minute.
    case minute
}

extension Formula where Value == Date {
    /// A part of the date, in UTC.
    public func part(_ part: DatePart) -> Formula<Root, Int> {
        Formula<Root, Int>(part.rawValue, of: self)
    }

    /// The beginning of the span that the date lies in, in UTC.
    public func truncated(to unit: DateUnit) -> Formula { self.cut(to: unit) }
}

extension Formula where Value == Date? {
    /// A part of the date, in UTC, if there is one.
    public func part(_ part: DatePart) -> Formula<Root, Int?> {
        Formula<Root, Int?>(part.rawValue, of: self)
    }

    /// The beginning of the span that the date lies in, in UTC, if there is one.
    public func truncated(to unit: DateUnit) -> Formula { self.cut(to: unit) }
}

extension Formula {
    fileprivate func cut(to unit: DateUnit) -> Formula {
        Formula(
            "$dateTrunc", ["date": self, "unit": Formula<Root, String>.literal(unit.rawValue)])
    }
}
