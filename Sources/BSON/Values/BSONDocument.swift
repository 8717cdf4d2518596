/// A document: keys and values in order, as the bytes of BSON.
///
/// The bytes are checked when they come in, so a document is always well formed.
/// Two documents are equal if their bytes are: the order of keys counts, as it
/// does to MongoDB.
///
///     let filter: BSONDocument = ["views": ["$gt": 5], "tags": "swift"]
public struct BSONDocument: Hashable, Sendable {
    /// The document as BSON.
    public private(set) var bytes: [UInt8]

    /// Creates an empty document.
    public init() {
        bytes = Self.empty
    }

    private static let empty: [UInt8] = [5, 0, 0, 0, 0]

    /// Creates a document from BSON.
    ///
    /// - Throws: ``BSONError`` if the bytes are not exactly one document.
    public init(_ bytes: [UInt8]) throws(BSONError) {
        try BSONReader(bytes.span).validate()
        self.bytes = bytes
    }

    /// Copies a document from bytes that belong to someone else.
    ///
    /// - Throws: ``BSONError`` if the bytes are not exactly one document.
    public init(copying bytes: Span<UInt8>) throws(BSONError) {
        self = try BSONReader(bytes).document()
    }

    /// Creates the document that `value` writes.
    ///
    /// - Throws: ``BSONError`` if it writes something that BSON cannot hold.
    public init(encoding value: some BSONEncodable) throws(BSONError) {
        try self.init(encoding: value, capacity: 256)
    }

    /// Creates the document that `value` writes, for which there is room at first.
    ///
    /// - Throws: ``BSONError`` if it writes something that BSON cannot hold.
    package init(encoding value: some BSONEncodable, capacity: Int) throws(BSONError) {
        try self.init(capacity: capacity) { value.write(to: &$0) }
    }

    /// Creates the document that a closure writes, for which there is room at first.
    ///
    /// - Throws: ``BSONError`` if it writes something that BSON cannot hold.
    package init(
        capacity: Int, writing body: (inout BSONWriter) -> Void
    ) throws(BSONError) {
        var writer = BSONWriter(capacity: capacity)
        body(&writer)
        let bytes = try writer.finish()
        // A writer writes only what is well formed, or else has failed; but it
        // copies what it is given, and might have been given nothing or twice.
        let reader = BSONReader(bytes.span)
        if writer.hasCopied { try reader.validate() } else { try reader.open() }
        self.bytes = bytes
    }

    /// Takes bytes for a document without looking at them.
    ///
    /// They must come from a document, or from a database, which stores nothing
    /// else. Should they be malformed all the same, what cannot be read is missing.
    package init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    init(literal elements: [(String, BSONValue)]) {
        guard !elements.isEmpty else {
            bytes = Self.empty
            return
        }
        var writer = BSONWriter()
        writer.document { writer in
            for (key, value) in elements { writer.append(key: key, value) }
        }
        bytes = writer.buffer
    }

    /// The first value of a key, or `nil`.
    ///
    /// A new value takes the place of the old one, or the end if there is none; `nil`
    /// removes the key. As in a literal, a NUL in the key becomes U+FFFD.
    ///
    /// - Complexity: Linear in the number of keys before it, and to change it in the
    ///   size of the document.
    public subscript(key: String) -> BSONValue? {
        get {
            var reader = BSONReader(bytes.span)
            guard var field = try? reader.find(forKey: key) else { return nil }
            return try? BSONValue(from: &field)
        }
        set {
            var taken = places(of: key)
            if taken.isEmpty { taken = [bytes.count - 1..<bytes.count - 1] }
            let element = BSONDocument(literal: newValue.map { [(key, $0)] } ?? [])
            for place in taken.reversed() {
                bytes.replaceSubrange(place, with: element.bytes[4..<element.bytes.count - 1])
            }
            // Nothing but the length, which comes first, depends on the size.
            var writer = reopen()
            writer.closeReopened()
            bytes = writer.buffer
        }
    }

    /// Where the elements with a key stand.
    private func places(of key: String) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var reader = BSONReader(bytes.span)
        let key = key.utf8Span.span
        var start = 4
        while let element = try? reader.next() {
            if element.name.count == key.count, element.name.hasBytes(key, at: 0) {
                places.append(start..<reader.position)
            }
            start = reader.position
        }
        return places
    }

    /// Compares the bytes.
    public static func == (first: BSONDocument, second: BSONDocument) -> Bool {
        RawValue(first) == RawValue(second)
    }

    /// Whether the document has no keys.
    public var isEmpty: Bool { bytes.count == 5 }

    /// Appends an element, whether or not the key is there already.
    ///
    /// As in a literal, a NUL in a key within `value` becomes U+FFFD.
    public mutating func append(_ key: StaticString, _ value: some BSONEncodable) {
        var writer = reopen()
        writer.append(key, value)
        writer.closeReopened()
        bytes = writer.buffer
    }

    /// Appends an element whose key is not known before the program runs.
    ///
    /// - Throws: ``BSONError`` if a key contains a NUL, or the value is one that
    ///   BSON cannot hold. The document is then as it was.
    public mutating func append(key: String, _ value: some BSONEncodable) throws(BSONError) {
        let end = bytes.count - 1
        var writer = reopen()
        writer.append(key: key, value)
        let failure = writer.failure
        if failure != nil { writer.buffer.removeLast(writer.buffer.count - end) }
        writer.closeReopened()
        bytes = writer.buffer
        if let failure { throw failure }
    }

    /// Moves the bytes into a writer, so that they need not be copied to grow.
    private mutating func reopen() -> BSONWriter {
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        return BSONWriter(reopening: taken)
    }
}

extension BSONDocument: ExpressibleByDictionaryLiteral {
    /// Creates a document, in the order of the literal.
    ///
    /// A literal cannot throw. Should a key contain a NUL, which BSON has no way
    /// to write, that becomes U+FFFD, so the key names no field that can exist.
    public init(dictionaryLiteral elements: (String, BSONValue)...) {
        self.init(literal: elements)
    }
}
