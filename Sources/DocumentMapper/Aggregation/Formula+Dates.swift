import BSON

public import struct FoundationEssentials.Date

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
