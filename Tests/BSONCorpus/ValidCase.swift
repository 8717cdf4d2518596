import BSON

/// Bytes and texts that say the same.
struct ValidCase: Decodable, Sendable {
    let description: String
    let canonicalBytes: String
    let degenerateBytes: String?
    let canonicalJSON: String?
    let degenerateJSON: String?
    let relaxedJSON: String?
    let convertedBytes: String?
    let convertedJSON: String?
    let isLossy: Bool?

    private enum CodingKeys: String, CodingKey {
        case description
        case canonicalBytes = "canonical_bson"
        case degenerateBytes = "degenerate_bson"
        case canonicalJSON = "canonical_extjson"
        case degenerateJSON = "degenerate_extjson"
        case relaxedJSON = "relaxed_extjson"
        case convertedBytes = "converted_bson"
        case convertedJSON = "converted_extjson"
        case isLossy = "lossy"
    }

    /// Makes every comparison that the corpus asks of drivers with values of
    /// their own between bytes and text.
    func check() -> [String] {
        var problems: [String] = []
        func compare(_ what: String, _ body: () throws -> Bool) {
            do {
                if try !body() { problems.append("\(what) differs.") }
            } catch {
                problems.append("\(what) failed: \(error)")
            }
        }
        let canonical = bytes(hexadecimal: canonicalBytes)
        for (name, hexadecimal) in [("canonical", canonicalBytes), ("degenerate", degenerateBytes)]
        {
            guard let input = hexadecimal.map(bytes(hexadecimal:)) else { continue }
            compare("BSON from \(name) BSON") {
                try rebuilt(BSONDocument(input)).bytes == canonical
            }
            compare("Canonical JSON from \(name) BSON") {
                try matches(BSONDocument(input), canonicalJSON, .canonical)
            }
            compare("Relaxed JSON from \(name) BSON") {
                try matches(BSONDocument(input), relaxedJSON, .relaxed)
            }
        }
        for (name, text) in [("canonical", canonicalJSON), ("degenerate", degenerateJSON)] {
            guard let text else { continue }
            compare("Canonical JSON from \(name) JSON") {
                try matches(BSONDocument(extendedJSON: text), canonicalJSON, .canonical)
            }
            if isLossy == true { continue }
            compare("BSON from \(name) JSON") {
                try BSONDocument(extendedJSON: text).bytes == canonical
            }
        }
        if let relaxedJSON {
            compare("Relaxed JSON from relaxed JSON") {
                try matches(BSONDocument(extendedJSON: relaxedJSON), relaxedJSON, .relaxed)
            }
        }
        // The types that `converted_bson` replaces are kept here, so that form is
        // but one more document.
        if let convertedBytes, let convertedJSON {
            let converted = bytes(hexadecimal: convertedBytes)
            compare("Converted BSON") { try rebuilt(BSONDocument(converted)).bytes == converted }
            compare("Converted JSON") {
                try BSONDocument(extendedJSON: convertedJSON).bytes == converted
                    && matches(BSONDocument(converted), convertedJSON, .canonical)
            }
        }
        return problems
    }

    /// Returns whether `document` is written as `text`, if there is one.
    private func matches(
        _ document: BSONDocument, _ text: String?, _ format: ExtendedJSONFormat
    ) throws -> Bool {
        guard let text else { return true }
        return try JSONTree(document.extendedJSON(format)) == JSONTree(text)
    }
}
