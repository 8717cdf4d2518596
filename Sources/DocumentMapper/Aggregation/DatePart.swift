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
