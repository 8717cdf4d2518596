/// Decodes `&amp;`, `&#38;` and `&#x26;`.
enum CharacterReference {
    /// Appends what `reference` stands for, or the reference itself if its name
    /// is not known here.
    ///
    /// Only the names that people write in prose are known. An unknown name is
    /// no danger: whoever appends it to HTML escapes its ampersand, so that the
    /// browser cannot know it either.
    static func append(_ reference: Span<UInt8>, to output: inout [UInt8]) {
        if let scalar = scalar(reference) {
            output += String(Character(scalar)).utf8
        } else {
            for index in reference.indices { output.append(reference[index]) }
        }
    }

    /// The character `reference` stands for, if it is known.
    static func scalar(_ reference: Span<UInt8>) -> Unicode.Scalar? {
        guard reference.count >= 3 else { return nil }
        guard reference[1] == UInt8(ascii: "#") else {
            var name = ""
            for index in 1..<(reference.count - 1) {
                name.unicodeScalars.append(Unicode.Scalar(reference[index]))
            }
            return named[name]
        }
        let isHexadecimal = reference[2] | 0x20 == UInt8(ascii: "x")
        var value: UInt32 = 0
        for index in (isHexadecimal ? 3 : 2)..<(reference.count - 1) {
            guard let digit = Character(Unicode.Scalar(reference[index])).hexDigitValue else {
                return nil
            }
            value = value &* (isHexadecimal ? 16 : 10) &+ UInt32(digit)
            guard value <= 0x10FFFF else { return "\u{FFFD}" }
        }
        // NUL and the surrogates are no characters.
        return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    /// Whether `reference` is letters and digits between `&` and `;`.
    static func isName(_ reference: Span<UInt8>) -> Bool {
        guard reference.count >= 3, reference[0] == UInt8(ascii: "&") else { return false }
        for index in 1..<(reference.count - 1) {
            let character = Character(Unicode.Scalar(reference[index]))
            guard character.isASCII, character.isLetter || character.isNumber else { return false }
        }
        return reference[reference.count - 1] == UInt8(ascii: ";")
    }

    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
        "Tab": "\t", "NewLine": "\n", "colon": ":", "sol": "/", "bsol": "\\", "num": "#",
        "lpar": "(", "rpar": ")", "lsqb": "[", "rsqb": "]", "ast": "*", "lowbar": "_",
        "copy": "©", "reg": "®", "trade": "™", "deg": "°", "middot": "·", "bull": "•",
        "hellip": "…", "ndash": "–", "mdash": "—", "shy": "\u{AD}", "times": "×",
        "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "laquo": "«", "raquo": "»",
        "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "euro": "€", "pound": "£",
        "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü",
        "szlig": "ß", "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç",
    ]
}
