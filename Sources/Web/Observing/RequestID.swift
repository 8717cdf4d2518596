import HTTPTypes
import Synchronization

/// The name of a request in the log and on error pages.
enum RequestID {
    /// Where it stands.
    static let header = HTTPField.Name("X-Request-ID")

    private static let lengths = 8...64

    // Random once and counted from there: a name is no secret, and a random one for
    // each request would ask the system for each.
    private static let process = Array((RandomToken.text(bytes: 9) + "-").utf8)
    private static let latest = Atomic(0)

    /// Returns the name that the client or the server in front gave, if it is well
    /// formed, so that both logs have the same; else a new one.
    ///
    /// Well formed is what can stand in a log line and on a page as it is: 8 to 64
    /// letters, digits, dots, hyphens and underscores.
    static func of(_ headers: HTTPFields) -> String {
        of(header.flatMap { headers[$0] })
    }

    /// The same for a name that was given, or none.
    static func of(_ given: String?) -> String {
        if let given, isWellFormed(given) { return given }
        return new()
    }

    /// Returns a name that no other request of this process has.
    static func new() -> String {
        let number = latest.add(1, ordering: .relaxed).newValue
        var name = process
        for shift in stride(from: 40, through: 0, by: -4) {
            name.append(Hexadecimal.digit(number >> shift & 15))
        }
        return String(decoding: name, as: UTF8.self)
    }

    private static func isWellFormed(_ text: String) -> Bool {
        lengths.contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
