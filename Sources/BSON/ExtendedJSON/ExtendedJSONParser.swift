/// Turns Extended JSON into BSON, without a tree in between.
///
/// Whether an object is a document or stands for a value of another type shows in
/// its first key: every key of a wrapper is one of ``Wrapper``, in any order, and
/// none of those may occur in an object beside others.
struct ExtendedJSONParser: ~Escapable {
    var scanner: JSONScanner

    /// How many documents and arrays contain the next value.
    var depth = 0

    @_lifetime(copy text)
    init(_ text: Span<UInt8>) throws(BSONError) {
        scanner = try JSONScanner(text)
    }

    /// Parses an object that is a document, whatever its keys look like.
    mutating func document(into writer: inout BSONWriter) throws(BSONError) {
        try scanner.require("{")
        guard let frame = try open(writer.beginDocument()) else { return }
        if !scanner.take("}") {
            repeat {
                try element(scanner.key(), into: &writer)
            } while scanner.take(",")
            try scanner.require("}")
        }
        close(frame, in: &writer)
    }

    /// Parses a value as the only element of a document.
    mutating func lone(into writer: inout BSONWriter) throws(BSONError) {
        guard let frame = writer.beginDocument(), let start = writer.beginElement("") else {
            return
        }
        try value(into: &writer)
        writer.endElement(start)
        writer.end(frame)
    }

    /// Parses a value.
    mutating func value(into writer: inout BSONWriter) throws(BSONError) {
        switch scanner.peek() {
        case UInt8(ascii: "{"): try object(into: &writer)
        case UInt8(ascii: "["): try array(into: &writer)
        case UInt8(ascii: "\""): writer.string(try scanner.string())
        case UInt8(ascii: "t") where scanner.take(word: "true"): writer.bool(true)
        case UInt8(ascii: "f") where scanner.take(word: "false"): writer.bool(false)
        case UInt8(ascii: "n") where scanner.take(word: "null"): writer.null()
        default:
            switch try scanner.number() {
            case .double(let value): writer.double(value)
            case .integer(let value):
                if let small = Int32(exactly: value) {
                    writer.int32(small)
                } else {
                    writer.int64(value)
                }
            }
        }
    }

    /// Parses an object that is a document or a wrapper.
    private mutating func object(into writer: inout BSONWriter) throws(BSONError) {
        let start = scanner.position
        try scanner.require("{")
        guard scanner.peek() == UInt8(ascii: "\"") else {
            scanner.position = start
            return try document(into: &writer)
        }
        let first = try scanner.key()
        if let wrapper = Wrapper(rawValue: first) {
            do throws(BSONError) {
                try unwrap(wrapper, into: &writer)
            } catch {
                throw error.inside(first)
            }
            return try scanner.require("}")
        }
        guard let frame = try open(writer.beginDocument()) else { return }
        try element(first, into: &writer)
        while scanner.take(",") {
            _ = scanner.peek()
            let start = scanner.position
            let key = try scanner.key()
            guard Wrapper(rawValue: key) == nil else {
                throw scanner.failure(expected: "another key or none beside it", at: start)
                    .inside(key)
            }
            try element(key, into: &writer)
        }
        try scanner.require("}")
        close(frame, in: &writer)
    }

    private mutating func array(into writer: inout BSONWriter) throws(BSONError) {
        try scanner.require("[")
        guard let frame = try open(writer.beginArray()) else { return }
        if !scanner.take("]") {
            var index = 0
            repeat {
                guard let start = writer.beginItem() else { return }
                do throws(BSONError) {
                    try value(into: &writer)
                } catch {
                    throw error.inside(String(index))
                }
                writer.endItem(start)
                index += 1
            } while scanner.take(",")
            try scanner.require("]")
        }
        close(frame, in: &writer)
    }

    private mutating func element(
        _ key: String, into writer: inout BSONWriter
    ) throws(BSONError) {
        guard !key.utf8.contains(0) else { throw BSONError(.containsNUL, path: key) }
        guard let start = writer.beginElement(key) else { return }
        do throws(BSONError) {
            try value(into: &writer)
        } catch {
            throw error.inside(key)
        }
        writer.endElement(start)
    }

    private mutating func open(_ frame: BSONWriter.Frame?) throws(BSONError) -> BSONWriter.Frame? {
        guard depth < BSONReader.maximumDepth else { throw BSONError(.tooDeep) }
        depth += 1
        return frame
    }

    private mutating func close(_ frame: BSONWriter.Frame, in writer: inout BSONWriter) {
        depth -= 1
        writer.end(frame)
    }
}
