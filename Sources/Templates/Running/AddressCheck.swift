/// Tells addresses that lead somewhere from those that act.
enum AddressCheck {
    /// What is written in place of an address that does not pass.
    static let blocked = "about:invalid#blocked"

    /// Whether an address is relative or of an allowed scheme.
    ///
    /// Browsers skip blanks and control characters before a scheme and some of
    /// them within, so only an address without a colon before its first `/`,
    /// `?` or `#`, or one that begins with the plain name of a scheme, passes. One
    /// that ends before its host leads nowhere.
    static func passes(_ address: String) -> Bool {
        passes(Substring(address))
    }

    /// Whether each address of a list such as `srcset`'s passes.
    static func passesList(_ addresses: String) -> Bool {
        addresses.utf8.split { $0.isBlank || $0 == UInt8(ascii: ",") }
            .allSatisfy { passes(Substring($0)) }
    }

    private static func passes(_ address: Substring) -> Bool {
        let bytes = address.utf8.drop { $0 <= 0x20 }
        let end = bytes.firstIndex { byte in
            ":/?#\\".utf8.contains(byte)
        }
        guard let end, bytes[end] == UInt8(ascii: ":") else { return true }
        let scheme = AddressStep.schemes.first { scheme in
            bytes[..<end].elementsEqual(scheme.utf8) { $0 | 0x20 == $1 }
        }
        // What comes next would be taken for the host of `https:`.
        let isComplete = bytes[end...].dropFirst().contains {
            !$0.isSlash && !$0.isDroppedFromAddresses
        }
        return scheme == "mailto" || (scheme != nil && isComplete)
    }
}
