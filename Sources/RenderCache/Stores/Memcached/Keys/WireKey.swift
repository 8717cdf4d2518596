import FoundationEssentials

/// A key as it goes over the wire, in base64.
///
/// memcached reads it back into the bytes that it stores under (`b`). So a key may hold any
/// bytes, and none can be taken for a command.
struct WireKey: Hashable, Sendable {
    /// The longest key that memcached takes.
    ///
    /// Source: memcached 1.6.18, `doc/protocol.txt`, "Keys".
    static let longest = 250
    /// How many bytes there are of which base64 makes no more than that.
    static let longestBytes = longest / 4 * 3

    /// The key in base64.
    let base64: String

    /// The key for a text of at most ``longestBytes`` bytes.
    init(_ text: String) {
        base64 = Data(text.utf8).base64EncodedString()
    }
}
