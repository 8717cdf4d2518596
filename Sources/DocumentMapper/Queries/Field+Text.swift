import BSON

extension Field where Value == String {
    /// Matches documents whose text begins with the prefix, minding case.
    ///
    /// An index on the field serves it.
    public func hasPrefix(_ prefix: String) -> Filter<Root> {
        filter("$regex", BSONRegularExpression("^" + prefix.escapedForPattern))
    }
}

extension String {
    /// The text with a backslash before each character that means something in
    /// a pattern.
    fileprivate var escapedForPattern: String {
        var escaped = ""
        for character in unicodeScalars {
            if character.isASCII, !character.properties.isAlphabetic,
                character.properties.numericType == nil
            {
                escaped.unicodeScalars.append("\\")
            }
            escaped.unicodeScalars.append(character)
        }
        return escaped
    }
}
