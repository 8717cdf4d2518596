/// Addresses on this site that came with a request.
enum LocalAddress {
    /// Returns the address with characters beyond ASCII escaped, or `nil` if it is
    /// anything but a path on this site.
    static func checked(_ location: String) -> String? {
        let isPlain = location.utf8.allSatisfy { byte in
            // Browsers read a backslash as a slash, and drop tabs and line ends.
            byte > 32 && byte != 127 && byte != UInt8(ascii: "\\")
        }
        guard isPlain, location.hasPrefix("/"), !location.hasPrefix("//") else { return nil }
        return ascii(location)
    }

    /// Escapes what is beyond ASCII, and blanks.
    static func ascii(_ text: String) -> String {
        var address = ""
        for byte in text.utf8 {
            if byte > 32, byte < 127 {
                address.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                address += "%" + Hexadecimal.encode([byte]).uppercased()
            }
        }
        return address
    }
}
