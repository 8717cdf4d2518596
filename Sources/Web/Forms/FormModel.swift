/// What a form is about: a struct, and which of its properties the form may fill.
///
///     struct Order: FormModel {
///         var item = ""
///         var count = 1
///
///         static let fields: [FormField<Order>] = [
///             .field("item", \.item, .must("Say what.") { !$0.isEmpty }),
///             .field("count", \.count, .must("At most 9.") { $0 <= 9 }),
///         ]
///     }
///
/// What a visitor sends for other names is not looked at, so no property is filled
/// that is not listed.
public protocol FormModel: Sendable {
    /// The fields of the form.
    static var fields: [FormField<Self>] { get }

    /// Makes what an empty form holds.
    init()

    /// Looks at the fields beside each other, once each has been looked at.
    static func check(_ form: inout FilledForm<Self>)
}

extension FormModel {
    /// Nothing more to check.
    public static func check(_ form: inout FilledForm<Self>) {}
}
