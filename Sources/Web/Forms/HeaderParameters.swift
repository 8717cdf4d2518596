/// A header's value with its parameters: `form-data; name="title"`.
struct HeaderParameters: Hashable {
    /// What stands before the parameters.
    let value: String

    private let parameters: [String: String]

    /// Returns a parameter; names are in lower case.
    subscript(_ name: String) -> String? { parameters[name] }

    /// The names of the parameters, in lower case.
    var names: some Collection<String> { parameters.keys }

    /// Reads a header's value, or returns `nil` if it is broken or names a
    /// parameter twice.
    init?(parsing text: some StringProtocol) {
        var rest = Array(text.utf8)[...]
        func token(until stops: [UInt8]) -> String {
            let found = rest.prefix { !stops.contains($0) }
            rest = rest.dropFirst(found.count)
            return String(decoding: found, as: UTF8.self).trimmingSpaces.description
        }
        let semicolon = UInt8(ascii: ";")
        let equals = UInt8(ascii: "=")
        let quote = UInt8(ascii: "\"")
        let backslash = UInt8(ascii: "\\")

        value = token(until: [semicolon])
        var parameters: [String: String] = [:]
        while rest.popFirst() == semicolon {
            rest = rest.drop { $0 == 32 || $0 == 9 }
            if rest.isEmpty { break }
            let name = token(until: [equals, semicolon]).lowercased()
            guard !name.isEmpty, rest.popFirst() == equals else { return nil }
            var value = ""
            if rest.first == quote {
                rest = rest.dropFirst()
                var bytes: [UInt8] = []
                var isClosed = false
                while !isClosed {
                    guard let byte = rest.popFirst() else { return nil }
                    isClosed = byte == quote
                    if isClosed { continue }
                    // Any other backslash is one of an old browser's Windows path.
                    let isEscape =
                        byte == backslash && (rest.first == quote || rest.first == backslash)
                    bytes.append(isEscape ? rest.removeFirst() : byte)
                }
                value = String(decoding: bytes, as: UTF8.self)
                rest = rest.drop { $0 == 32 || $0 == 9 }
                guard rest.isEmpty || rest.first == semicolon else { return nil }
            } else {
                value = token(until: [semicolon])
                guard !value.isEmpty, !value.contains("\"") else { return nil }
            }
            guard parameters.updateValue(value, forKey: name) == nil else { return nil }
        }
        self.parameters = parameters
    }
}

extension StringProtocol {
    /// The text without spaces and tabs around it.
    var trimmingSpaces: SubSequence {
        let start = drop { $0 == " " || $0 == "\t" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else {
            return self[endIndex...]
        }
        return self[start.startIndex...last]
    }
}
