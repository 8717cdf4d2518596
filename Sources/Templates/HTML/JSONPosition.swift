/// Where in the JSON of a script a template stands.
enum JSONPosition: Hashable {
    /// Where a value may stand, or punctuation.
    case between
    case string

    /// After a backslash in a string.
    case escape

    mutating func read(_ byte: UInt8) {
        self =
            switch (self, Unicode.Scalar(byte)) {
            case (.between, "\""), (.escape, _): .string
            case (.string, "\\"): .escape
            case (.string, "\""): .between
            default: self
            }
    }
}
