/// How a value is written at the place it lands in.
@usableFromInline
enum Escaping: Hashable, Sendable {
    /// Between tags, or in a quoted attribute.
    case text

    /// A whole address: its scheme is checked.
    case address

    /// Several addresses, as `srcset` has them.
    case addressList

    /// A part of an address whose beginning the template has written.
    case addressPart

    /// A value of its own in JSON.
    case json

    /// A part of a string of JSON.
    case jsonString

    /// Text that may be anything: the four characters that Mustache's
    /// specification names.
    case specified

    /// Markup that is safe as it is.
    case none
}
