/// The two ways in which MongoDB writes BSON as JSON.
///
/// Both are version 2 of MongoDB's Extended JSON; a parser reads either.
public enum ExtendedJSONFormat: Hashable, Sendable, CaseIterable {
    /// Numbers and dates as people write them, at the price of their exact type.
    case relaxed
    /// Every value with its type, so that reading gives the same bytes.
    case canonical
}
