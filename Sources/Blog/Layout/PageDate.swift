import FoundationEssentials

/// A moment, for people and for machines.
///
/// Always UTC, so that every reader and every cached page says the same.
struct PageDate: Hashable, Sendable {
    private let moment: Date

    init(_ moment: Date) {
        self.moment = moment
    }

    /// For people: `4 March 2026`.
    var text: String {
        let parts = PageDate.calendar.dateComponents([.year, .month, .day], from: moment)
        guard let year = parts.year, let month = parts.month, let day = parts.day else {
            return iso
        }
        return "\(day) \(PageDate.months[month - 1]) \(year)"
    }

    /// For machines: RFC 3339.
    var iso: String { moment.formatted(PageDate.format) }

    /// How long before another moment it was: `3 hours ago`.
    ///
    /// For pages that nobody keeps.
    func distance(to other: Date) -> String {
        let minutes = Int(other.timeIntervalSince(moment) / 60)
        return switch minutes {
        case ..<10: "a few minutes ago"
        case ..<120: "\(minutes) minutes ago"
        case ..<(48 * 60): "\(minutes / 60) hours ago"
        default: "\(minutes / (24 * 60)) days ago"
        }
    }

    // Made once: a list of posts has forty dates.
    private static let calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()
    private static let format = Date.ISO8601FormatStyle()

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
}
