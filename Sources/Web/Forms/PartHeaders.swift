/// What the headers of one part of a multipart form say.
package struct PartHeaders: Hashable {
    /// The field's name.
    package let name: String
    /// The file's name, or `nil` for a plain field.
    package let filename: String?
    /// The file's type, as the sender says.
    package let mediaType: String?

    package init(name: String, filename: String? = nil, mediaType: String? = nil) {
        self.name = name
        self.filename = filename
        self.mediaType = mediaType
    }

    /// Reads header lines, without the empty line at the end.
    package init(parsing bytes: ArraySlice<UInt8>) throws(MultipartError) {
        guard let text = String(validating: bytes, as: UTF8.self),
            !text.utf8.contains(0)
        else { throw .malformed }
        var disposition: HeaderParameters?
        var mediaType: String?
        for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
            guard let colon = line.firstIndex(of: ":"),
                !line.utf8.contains(where: { $0 == 10 || $0 == 13 })
            else { throw .malformed }
            let value = line[line.index(after: colon)...].trimmingSpaces
            switch line[..<colon].lowercased() {
            case "content-disposition":
                guard disposition == nil, let parsed = HeaderParameters(parsing: value) else {
                    throw .malformed
                }
                disposition = parsed
            case "content-type":
                guard mediaType == nil else { throw .malformed }
                mediaType = String(value)
            case "content-transfer-encoding":
                // RFC 7578 does away with it; the last two mean other bytes.
                guard ["7bit", "8bit", "binary"].contains(value.lowercased()) else {
                    throw .malformed
                }
            default: continue
            }
        }
        guard let disposition, disposition.value.lowercased() == "form-data",
            let name = disposition["name"].map(Self.decodeName), !name.isEmpty
        else { throw .malformed }
        let filename = try Self.filename(disposition)
        self.init(name: name, filename: filename.map(Self.lastComponent), mediaType: mediaType)
    }

    /// Returns the file's name.
    ///
    /// The plain parameter wins: RFC 7578 knows no other, and what checks a form on its
    /// way here may look at that alone.
    private static func filename(
        _ disposition: HeaderParameters
    ) throws(MultipartError) -> String? {
        // Names in pieces (RFC 2231) would hide one from such a check altogether.
        guard !disposition.names.contains(where: { $0.contains("*") && $0 != "filename*" })
        else { throw .malformed }
        if let plain = disposition["filename"] { return decodeName(plain) }
        guard let extended = disposition["filename*"] else { return nil }
        // RFC 8187: charset, language and escaped bytes.
        let parts = extended.split(
            separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8",
            let name = PercentEncoding.decode(parts[2].utf8, plusIsSpace: false)
        else { throw .malformed }
        return name
    }

    /// Undoes what browsers do to a name: only these three are escaped.
    private static func decodeName(_ name: String) -> String {
        name.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }

    /// Returns the last part of what may be a path on the sender's machine.
    private static func lastComponent(_ filename: String) -> String {
        let bytes = filename.utf8.split(
            omittingEmptySubsequences: false,
            whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") })
        let shown = String(decoding: bytes.last ?? "".utf8[...], as: UTF8.self)
            .unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }
        return String(String.UnicodeScalarView(shown.prefix(200)))
    }
}
