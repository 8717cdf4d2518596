import BSON

extension Formula where Value: NumberValue {
    /// The sum of two numbers.
    public static func + (first: Formula, second: Formula) -> Formula {
        Formula("$add", of: first, second)
    }

    /// The difference of two numbers.
    public static func - (first: Formula, second: Formula) -> Formula {
        Formula("$subtract", of: first, second)
    }

    /// The product of two numbers.
    public static func * (first: Formula, second: Formula) -> Formula {
        Formula("$multiply", of: first, second)
    }

    /// The number as one with a fraction, to be divided.
    public var asDouble: Formula<Root, Double> { Formula<Root, Double>("$toDouble", of: self) }
}

extension Formula where Value: NumberValue & BinaryInteger {
    /// The remainder of a division, with the sign of the number.
    ///
    /// The server refuses to divide by zero.
    public static func % (first: Formula, second: Formula) -> Formula {
        Formula("$mod", of: first, second)
    }
}

extension Formula where Value == Double {
    /// The quotient of two numbers.
    ///
    /// The server refuses to divide by zero. Integers have no quotient that is one: see
    /// ``asDouble``.
    public static func / (first: Formula, second: Formula) -> Formula {
        Formula("$divide", of: first, second)
    }

    /// The number, rounded to so many digits behind the point.
    ///
    /// A number half-way between two becomes the even one.
    public func rounded(digits: Int = 0) -> Formula {
        Formula("$round", of: self, Formula<Root, Int>.literal(digits))
    }
}
