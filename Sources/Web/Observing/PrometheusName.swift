/// The name of a metric as Prometheus allows it.
///
/// The kind is part of it: a name cannot be a counter here and a gauge there.
struct PrometheusName: Hashable {
    /// What kind of metric it is.
    enum Kind: String, CustomStringConvertible {
        case counter, gauge, histogram

        var description: String { rawValue }
    }

    let text: String
    let kind: Kind

    /// Turns a label such as `db.client.operation.duration` into a name.
    init(_ label: String, _ kind: Kind) {
        let name = Self.name(label)
        text = kind == .counter && !name.hasSuffix("_total") ? name + "_total" : name
        self.kind = kind
    }

    /// Writes labels, sorted: `method="GET",route="/"`.
    static func labels(_ dimensions: [(String, String)]) -> String {
        dimensions.map { "\(name($0.0))=\"\(escaped($0.1))\"" }.sorted().joined(separator: ",")
    }

    private static func name(_ label: String) -> String {
        var name: [UInt8] = []
        for byte in label.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                name.append(byte)
            case UInt8(ascii: "0")...UInt8(ascii: "9") where !name.isEmpty: name.append(byte)
            default: name.append(UInt8(ascii: "_"))
            }
        }
        return String(decoding: name, as: UTF8.self)
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
