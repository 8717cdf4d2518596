/// A date and time as RFC 3339 writes it, to the millisecond.
///
/// Its own arithmetic, since `Date` counts in fractions of two and a formatter
/// that cuts them off would show the millisecond before.
struct InternetDate {
    /// The milliseconds since 1970.
    let milliseconds: Int64

    init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The text, if the year lies between 1970 and 9999, beyond which Extended
    /// JSON writes a number.
    var text: String? {
        guard 0..<253_402_300_800_000 ~= milliseconds else { return nil }
        let (seconds, fraction) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        let (days, second) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let (year, month, day) = Self.date(ofDay: days)
        let date = "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))"
        let time = [second / 3600, second / 60 % 60, second % 60].map { Self.digits($0, 2) }
        let rest = fraction == 0 ? "" : ".\(Self.digits(fraction, 3))"
        return "\(date)T\(time.joined(separator: ":"))\(rest)Z"
    }

    /// Parses a text; digits beyond the millisecond are dropped.
    init?(_ text: String) {
        var rest = text.utf8[...]
        guard let year = Self.number(4, from: &rest), Self.take("-", from: &rest),
            let month = Self.number(2, from: &rest), Self.take("-", from: &rest),
            let day = Self.number(2, from: &rest), Self.take("T", from: &rest),
            let hour = Self.number(2, from: &rest), Self.take(":", from: &rest),
            let minute = Self.number(2, from: &rest), Self.take(":", from: &rest),
            let second = Self.number(2, from: &rest),
            1...12 ~= month, 1...31 ~= day, hour < 24, minute < 60, second < 60
        else { return nil }
        var fraction: Int64 = 0
        if Self.take(".", from: &rest) {
            let digits = rest.prefix { $0 &- UInt8(ascii: "0") < 10 }
            guard !digits.isEmpty else { return nil }
            rest = rest[digits.endIndex...]
            for index in 0..<3 {
                fraction = fraction * 10 + Int64(digits.dropFirst(index).first ?? 0x30) - 0x30
            }
        }
        guard let offset = Self.offset(from: &rest), rest.isEmpty else { return nil }
        let number = Self.day(ofYear: year, month: month, day: day)
        // A day that the month does not have comes back as another one.
        guard Self.date(ofDay: number) == (year, month, day) else { return nil }
        let seconds = number * 86_400 + hour * 3600 + (minute - offset) * 60 + second
        milliseconds = seconds * 1000 + fraction
    }

    /// Takes `Z`, or the hours and minutes by which the text is ahead of it.
    private static func offset(from rest: inout Substring.UTF8View) -> Int64? {
        if take("Z", from: &rest) { return 0 }
        let isBehind = take("-", from: &rest)
        guard isBehind || take("+", from: &rest), let hours = number(2, from: &rest) else {
            return nil
        }
        _ = take(":", from: &rest)
        guard let minutes = number(2, from: &rest), hours < 24, minutes < 60 else { return nil }
        return (isBehind ? -1 : 1) * (hours * 60 + minutes)
    }

    private static func take(_ mark: Unicode.Scalar, from rest: inout Substring.UTF8View) -> Bool {
        guard rest.first == UInt8(ascii: mark) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func number(_ count: Int, from rest: inout Substring.UTF8View) -> Int64? {
        let digits = rest.prefix(count)
        guard digits.count == count else { return nil }
        var value: Int64 = 0
        for digit in digits {
            guard digit &- UInt8(ascii: "0") < 10 else { return nil }
            value = value * 10 + Int64(digit) - 0x30
        }
        rest = rest.dropFirst(count)
        return value
    }

    private static func digits(_ number: Int64, _ count: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: count - digits.utf8.count) + digits
    }

    /// The days from the first of March of the year zero to 1970, from where on
    /// a leap day is the last of its year.
    private static let epoch: Int64 = 719_468

    private static func day(ofYear year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = (month + 9) % 12
        let start = start(ofYear: month <= 2 ? year - 1 : year)
        return start + (shifted * 153 + 2) / 5 + day - 1 - epoch
    }

    private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let day = day + epoch
        // The year as it is long on average, or the one before or behind it.
        var year = floor(day * 400, 146_097) + 1
        while start(ofYear: year) > day { year -= 1 }
        let rest = day - start(ofYear: year)
        let shifted = (rest * 5 + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (month <= 2 ? year + 1 : year, month, rest - (shifted * 153 + 2) / 5 + 1)
    }

    /// The days before the first of March of a year.
    private static func start(ofYear year: Int64) -> Int64 {
        year * 365 + floor(year, 4) - floor(year, 100) + floor(year, 400)
    }

    /// Divides, rounding towards the past.
    private static func floor(_ number: Int64, _ divisor: Int64) -> Int64 {
        (number >= 0 ? number : number - divisor + 1) / divisor
    }
}
