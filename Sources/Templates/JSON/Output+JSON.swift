import FoundationEssentials

extension Output {
    /// Appends a value as JSON that may stand in a script.
    ///
    /// Nothing in it can end the script or, as JSON that is read as JavaScript,
    /// a line: `<`, `>`, `&` and the two line separators are escaped.
    mutating func append(_ value: JSONValue) {
        switch value {
        case .null: append("null", as: .none)
        case .bool(let bool): append(bool ? "true" : "false", as: .none)
        case .number(let number): append(number.isFinite ? "\(number)" : "null", as: .none)
        case .text(let text): append(text, as: .json)
        case .list(let values):
            append("[", as: .none)
            for (index, value) in values.enumerated() {
                append(index == 0 ? "" : ",", as: .none)
                append(value)
            }
            append("]", as: .none)
        case .object(let members):
            append("{", as: .none)
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                append(index == 0 ? "" : ",", as: .none)
                append(member.key, as: .json)
                append(":", as: .none)
                append(member.value)
            }
            append("}", as: .none)
        }
    }

    /// Appends a value: in a script as JSON, elsewhere as the text of that JSON.
    @usableFromInline
    mutating func append(_ value: JSONValue, as escaping: Escaping) {
        if escaping == .json {
            append(value)
        } else {
            append(value.json, as: escaping)
        }
    }

    /// Appends what a string of JSON has between its quotation marks.
    mutating func appendJSONCharacters(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": append("\\\(scalar)", as: .none)
            case "\n": append("\\n", as: .none)
            case "<", ">", "&", "\u{2028}", "\u{2029}", "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits, as: .none)
            default: append(String(scalar), as: .none)
            }
        }
    }
}

extension JSONValue {
    /// The value as JSON.
    var json: String {
        var output = Output(capacity: 64)
        output.append(self)
        return String(decoding: output.bytes, as: UTF8.self)
    }
}
