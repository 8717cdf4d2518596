/// A value that a field of a form can hold.
///
/// An enumeration of texts or numbers conforms without a line of its own:
///
///     enum Size: String, FormValue { case small, large }
public protocol FormValue: Sendable {
    /// Whether the field may come several times.
    static var isList: Bool { get }

    /// Reads what came for the field, in order.
    ///
    /// Nothing came for a box that is not ticked, and for a field that the form does
    /// not show: `nil` then leaves the value as it is.
    ///
    /// - Throws: `FormProblem` if no value of this type can be read.
    static func value(of texts: [String]) throws(FormProblem) -> Self?

    /// What the form shows when it is filled with this value.
    var formTexts: [String] { get }
}

extension FormValue {
    /// One value, unless the type says otherwise.
    public static var isList: Bool { false }
}

extension FormValue where Self: RawRepresentable, RawValue: FormValue {
    /// Reads the raw value of a case.
    public static func value(of texts: [String]) throws(FormProblem) -> Self? {
        guard let raw = try RawValue.value(of: texts) else { return nil }
        guard let value = Self(rawValue: raw) else {
            throw FormProblem("Choose one of those that are offered.")
        }
        return value
    }

    /// The raw value.
    public var formTexts: [String] { rawValue.formTexts }
}
