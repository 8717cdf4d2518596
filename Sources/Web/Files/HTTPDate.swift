package import FoundationEssentials

/// Moments as HTTP writes them: `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Writes a moment, without the part of a second.
    package static func text(_ date: Date) -> String {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let (day, second) = seconds.quotientAndRemainder(flooring: 86_400)
        let (year, month, dayOfMonth) = civil(day)
        let weekday = day.quotientAndRemainder(flooring: 7).remainder
        let time = [second / 3600, second / 60 % 60, second % 60].map(padded)
        return "\(days[weekday]), \(padded(dayOfMonth)) \(months[month - 1]) \(year) "
            + time.joined(separator: ":") + " GMT"
    }

    /// Reads a moment in each of the three forms that HTTP has had (RFC 9110, 5.6.7), or
    /// returns `nil`.
    ///
    /// - `Sun, 06 Nov 1994 08:49:37 GMT`
    /// - `Sunday, 06-Nov-94 08:49:37 GMT`
    /// - `Sun Nov  6 08:49:37 1994`
    package static func date(_ text: String) -> Date? {
        let parts = text.split(separator: " ")
        switch parts.count {
        case 6 where parts[5] == "GMT": return date(Int(parts[3]), parts[2], parts[1], parts[4])
        case 5: return date(Int(parts[4]), parts[1], parts[2], parts[3])
        case 4 where parts[3] == "GMT":
            let day = parts[1].split(separator: "-")
            guard day.count == 3, let year = Int(day[2]), (0..<100).contains(year) else {
                return nil
            }
            // Two digits are those of a year that is at most 50 years ahead.
            let now = civil(Int(Date.now.timeIntervalSince1970) / 86_400).year
            let near = now - now % 100 + year
            return date(near > now + 50 ? near - 100 : near, day[1], day[0], parts[2])
        default: return nil
        }
    }

    private static func date(
        _ year: Int?, _ month: Substring, _ day: Substring,
        _ time: Substring
    ) -> Date? {
        guard let year, let day = Int(day),
            let month = months.firstIndex(of: String(month)),
            (1...31).contains(day), (1970...9999).contains(year)
        else { return nil }
        let time = time.split(separator: ":").compactMap { Int($0) }
        guard time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]),
            (0...60).contains(time[2])
        else { return nil }
        let days = dayNumber(year, month + 1, day)
        return Date(
            timeIntervalSince1970: Double(days * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]))
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// Counts days from 1970, with years that begin in March so that the leap day
    /// is a year's last.
    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return 365 * year + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }

    /// Undoes `dayNumber`.
    private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (day + 719_468).quotientAndRemainder(flooring: 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}

extension Int {
    /// Divides towards the smaller number, so that a remainder is never negative.
    fileprivate func quotientAndRemainder(
        flooring divisor: Int
    ) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
