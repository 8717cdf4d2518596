/// Reads one value straight from the bytes that hold it.
///
/// A reader never copies, allocates nothing of its own and cannot outlive the
/// bytes. Every length is checked against its container before it is followed,
/// so hostile bytes throw a ``BSONError`` and do nothing worse.
///
///     init(from reader: inout BSONReader) throws(BSONError) {
///         id = try reader.require("_id")
///         title = try reader.require("title")
///         publishedAt = try reader.value("publishedAt")
///     }
public struct BSONReader: ~Escapable {
    /// How many documents and arrays may lie within each other.
    ///
    /// MongoDB refuses documents nested deeper than a hundred levels. Twice that
    /// reads what any server sends, and still stays far from the end of a stack.
    public static let maximumDepth = 200

    /// The type of the value.
    public let type: BSONType

    /// The bytes of the value, without its type and key.
    public let bytes: Span<UInt8>

    /// How many documents and arrays contain the value.
    let depth: Int

    /// Where the next element begins; zero until the first is asked for.
    var position = 0

    /// Creates a reader of a document.
    ///
    /// Nothing is looked at before it is asked for: bytes that are not a
    /// document throw when the first field is read.
    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>) {
        self.init(type: .document, bytes: bytes, depth: 0)
    }

    @inline(__always)
    @_lifetime(copy bytes)
    init(type: BSONType, bytes: Span<UInt8>, depth: Int) {
        self.type = type
        self.bytes = bytes
        self.depth = depth
    }

    /// The error of a value that is not what was asked for.
    @inline(never)
    public func mismatch(_ expected: String) -> BSONError {
        BSONError(.mismatch(expected: expected, found: type))
    }

    /// Checks the frame of the document or array and stands on its first element.
    func open() throws(BSONError) {
        guard type == .document || type == .array else { throw mismatch("document") }
        guard depth < Self.maximumDepth else { throw BSONError(.tooDeep) }
        let length = Int(try bytes.integer(at: 0, as: Int32.self))
        guard length == bytes.count, length >= 5 else { throw BSONError(.malformed(.length)) }
        guard bytes[length - 1] == 0 else { throw BSONError(.malformed(.terminator)) }
    }
}
