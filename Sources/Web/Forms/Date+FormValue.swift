public import FoundationEssentials

extension Date: FormValue {
    /// Reads what `<input type="date">` and `<input type="datetime-local">` send (HTML,
    /// "dates and times"), as a moment of UTC.
    public static func value(of texts: [String]) throws(FormProblem) -> Date? {
        guard let text = texts.first else { return nil }
        let parts = text.trimmingSpaces.split(separator: "T", omittingEmptySubsequences: false)
        guard let day = parts.first.flatMap({ day(String($0)) }), parts.count <= 2,
            let time = parts.count == 2 ? seconds(parts[1]) : 0
        else { throw FormProblem("Give a date, such as 2030-12-31.") }
        return day.addingTimeInterval(time)
    }

    /// The moment of UTC, to the minute.
    public var formTexts: [String] {
        let text = formatted(.iso8601.year().month().day().time(includingFractionalSeconds: false))
        return [String(text.prefix(16))]
    }

    private static func day(_ text: String) -> Date? {
        let format = Date.ISO8601FormatStyle().year().month().day()
        // A day that does not exist is read as one that does, and written as that.
        guard text.utf8.count == 10, let date = try? Date(text, strategy: format),
            date.formatted(format) == text
        else { return nil }
        return date
    }

    private static func seconds(_ text: Substring) -> TimeInterval? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.utf8.count == 2 ? UInt8($0) : nil }
        guard (2...3).contains(parts.count), numbers.count == parts.count, numbers[0] < 24,
            numbers.dropFirst().allSatisfy({ $0 < 60 })
        else { return nil }
        return zip(numbers, [3600, 60, 1]).reduce(0) { $0 + Double($1.0) * $1.1 }
    }
}
