/// A key of `Codable` that is not known before the program runs.
struct CodedKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    /// Under which the values of a class's superclass lie.
    static let parent = CodedKey(stringValue: "super")

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }
}
