public import BSON
public import Web

extension ObjectID: FormValue {
    /// Reads the digits.
    public static func value(of texts: [String]) throws(FormProblem) -> ObjectID? {
        guard let text = texts.first else { return nil }
        guard let id = ObjectID(text) else { throw FormProblem("Give 24 hexadecimal digits.") }
        return id
    }

    /// The digits.
    public var formTexts: [String] { [description] }
}
