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
