/// Reads the encoding that forms have by default.
///
/// Strict where others guess: a broken escape, bytes that are not UTF-8 or a NUL
/// make the whole form bad, rather than a form with other values than were sent.
enum URLEncodedForm {
    /// Why a form could not be read.
    enum Failure: Error, Hashable {
        case malformed
        case tooLarge
    }

    /// Returns the fields in order, repeated names included.
    static func decode(
        _ bytes: some Collection<UInt8>, limits: FormLimits
    ) throws(Failure) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        for pair in bytes.split(separator: UInt8(ascii: "&"), maxSplits: limits.fields) {
            guard fields.count < limits.fields else { throw .tooLarge }
            let equals = pair.firstIndex(of: UInt8(ascii: "="))
            let name = pair[..<(equals ?? pair.endIndex)]
            let value = equals.map { pair[pair.index(after: $0)...] }
            guard let name = PercentEncoding.decode(name, plusIsSpace: true),
                let value = value.map({ PercentEncoding.decode($0, plusIsSpace: true) }) ?? ""
            else { throw .malformed }
            guard limits.allowsName(name), value.utf8.count <= limits.fieldBytes else {
                throw .tooLarge
            }
            fields.append((name, value))
        }
        return fields
    }
}
