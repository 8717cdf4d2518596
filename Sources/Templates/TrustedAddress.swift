/// The address of something that acts with the page's rights: a script, a style sheet.
///
/// Other values are refused there, for whoever chooses where a script comes from owns the
/// page. Making one is a promise that nobody's input is in it: search for
/// `TrustedAddress(` to read every promise.
public struct TrustedAddress: Hashable, Sendable {
    /// The address.
    public let address: String

    /// Promises that what lies at `address` may do whatever the page may.
    public init(trusting address: String) {
        self.address = address
    }
}

extension TrustedAddress: TemplateValue {
    /// An address.
    @inlinable
    public static func field<Root>(
        _ read: @escaping @Sendable (Root) -> TrustedAddress
    ) -> TemplateField<Root> { .trustedAddress(read) }
}
