import NIOCore
import Synchronization

/// Requests that are sent in one go and answered in one go.
///
/// Every command carries a token that the server repeats (`O`), so that a reply that belongs
/// to another request is noticed before anyone believes it.
struct MetaBatch: Sendable {
    /// How many commands a batch has room for.
    static let capacity = 4096

    private static let batches = Atomic<UInt64>(0)

    /// What is sent.
    private(set) var bytes = ByteBuffer()
    /// How many replies there can be.
    private(set) var count = 0
    /// The first of the commands that are answered only if they find something; the last
    /// command of all then says where the answers end.
    private(set) var firstQuiet: Int?
    /// The token of the first command; each that follows has the next one.
    let firstToken: UInt64

    /// A batch of nothing.
    init() {
        let number = Self.batches.wrappingAdd(1, ordering: .relaxed).oldValue
        firstToken = (number & 0xFFFF_FFFF) * UInt64(Self.capacity)
    }

    /// Asks for a value, its revision, client flags, size and time to live.
    mutating func get(_ key: WireKey, _ options: Get...) {
        command("mg", key)
        bytes.writeStaticString(" c f s t")
        for option in options {
            switch option {
            case .value: bytes.writeStaticString(" v")
            case .claim(let expiry): flag("N", expiry.token)
            }
        }
        endLine()
    }

    /// Asks for many values; a key that has none is not answered.
    mutating func getAll(_ keys: some Collection<WireKey>) {
        firstQuiet = count
        for key in keys {
            command("mg", key)
            bytes.writeStaticString(" c f s t v q")
            endLine()
        }
        bytes.writeStaticString("mn\r\n")
        count += 1
    }

    /// Asks for a value and nothing about it.
    mutating func getOnlyValue(_ key: WireKey) {
        command("mg", key)
        bytes.writeStaticString(" v")
        endLine()
    }

    /// Stores a value.
    mutating func set(_ key: WireKey, _ value: StoredValue, _ options: Set...) {
        command("ms", key, length: value.bytes.readableBytes)
        flag("F", value.clientFlags)
        for option in options {
            switch option {
            case .live(let expiry): flag("T", expiry.token)
            case .ifAbsent: bytes.writeStaticString(" ME")
            case .ifRevision(let revision): flag("C", revision)
            }
        }
        endLine()
        bytes.writeImmutableBuffer(value.bytes)
        bytes.writeStaticString("\r\n")
    }

    /// Removes a value, or marks it as stale.
    mutating func delete(_ key: WireKey, _ options: Delete...) {
        command("md", key)
        for option in options {
            switch option {
            case .onlyMarkStale: bytes.writeStaticString(" I")
            case .ifRevision(let revision): flag("C", revision)
            }
        }
        endLine()
    }

    /// Counts up or down, from `initial` if there is no counter, and asks for the sum.
    mutating func count(
        _ direction: Direction, _ key: WireKey, by amount: UInt64, initial: UInt64,
        _ expiry: Expiry
    ) {
        command("ma", key)
        if direction == .down { bytes.writeStaticString(" MD") }
        flag("D", amount)
        flag("J", initial)
        flag("N", expiry.token)
        bytes.writeStaticString(" v")
        endLine()
    }

    /// Asks for a sign of life.
    mutating func ping() {
        getAll([])
    }

    private mutating func command(_ name: StaticString, _ key: WireKey, length: Int? = nil) {
        bytes.writeStaticString(name)
        bytes.writeStaticString(" ")
        bytes.writeString(key.base64)
        if let length {
            bytes.writeStaticString(" ")
            bytes.writeString(String(length))
        }
        bytes.writeStaticString(" b")
        flag("O", firstToken + UInt64(count))
        count += 1
    }

    private mutating func flag(_ name: StaticString, _ token: some BinaryInteger) {
        bytes.writeStaticString(" ")
        bytes.writeStaticString(name)
        bytes.writeString(String(token))
    }

    private mutating func endLine() {
        bytes.writeStaticString("\r\n")
    }
}
