extension String: FormValue {
    /// Takes the text as it is.
    public static func value(of texts: [String]) -> String? { texts.first }

    /// The text.
    public var formTexts: [String] { [self] }
}

extension Bool: FormValue {
    /// Reads a box: what is not ticked does not come.
    public static func value(of texts: [String]) throws(FormProblem) -> Bool? {
        switch texts.first?.lowercased() {
        case nil, "", "0", "false", "off", "no": false
        case "1", "true", "on", "yes": true
        default: throw FormProblem("Say yes or no.")
        }
    }

    /// What a ticked box sends, or nothing.
    public var formTexts: [String] { self ? ["1"] : [] }
}

extension Int: FormValue {
    /// Reads a whole number in ASCII digits.
    public static func value(of texts: [String]) throws(FormProblem) -> Int? {
        guard let text = texts.first else { return nil }
        guard let number = Int(text.trimmingSpaces) else {
            throw FormProblem("Give a whole number.")
        }
        return number
    }

    /// The number in digits.
    public var formTexts: [String] { [String(self)] }
}

extension Double: FormValue {
    /// Reads a number with a point.
    public static func value(of texts: [String]) throws(FormProblem) -> Double? {
        guard let text = texts.first else { return nil }
        guard let number = Double(text.trimmingSpaces), number.isFinite else {
            throw FormProblem("Give a number.")
        }
        return number
    }

    /// The number with a point.
    public var formTexts: [String] { [String(self)] }
}

extension Optional: FormValue where Wrapped: FormValue {
    /// Reads a value, where an empty field is none.
    public static func value(of texts: [String]) throws(FormProblem) -> Wrapped?? {
        guard let text = texts.first else { return nil }
        if text.trimmingSpaces.isEmpty { return .some(nil) }
        guard let value = try Wrapped.value(of: texts) else { return nil }
        return .some(value)
    }

    /// The value's, or nothing.
    public var formTexts: [String] { self?.formTexts ?? [] }
}

extension Array: FormValue where Element: FormValue {
    /// Several values.
    public static var isList: Bool { true }

    /// Reads each; when nothing came, none is chosen.
    public static func value(of texts: [String]) throws(FormProblem) -> [Element]? {
        var values: [Element] = []
        for text in texts {
            if let value = try Element.value(of: [text]) { values.append(value) }
        }
        return values
    }

    /// Those of each.
    public var formTexts: [String] { flatMap(\.formTexts) }
}
