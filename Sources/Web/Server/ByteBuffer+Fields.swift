import HTTPTypes
import NIOCore

extension ByteBuffer {
    /// Appends fields as HTTP/1.1 has them (RFC 9112 section 5).
    mutating func writeFields(_ fields: HTTPFields) {
        let room = fields.reduce(0) { $0 + $1.writtenLength }
        writeWithOutputRawSpan(minimumWritableBytes: room) { bytes in
            for field in fields { bytes.append(field) }
        }
    }
}

extension HTTPField {
    /// How many bytes the field has in HTTP/1.1.
    var writtenLength: Int { name.rawName.utf8.count + value.utf8.count + 4 }
}

extension OutputRawSpan {
    /// Appends a field as HTTP/1.1 has it, for which there must be room.
    mutating func append(_ field: HTTPField) {
        append(field.name.rawName)
        append(": ")
        append(field.value)
        append("\r\n")
    }

    /// Appends the bytes of a text, for which there must be room.
    mutating func append(_ text: String) {
        let bytes = text.utf8Span.span
        // Checked here: pointers check nothing in a release build.
        precondition(bytes.count <= freeCapacity)
        unsafe withUnsafeMutableBytes { buffer, count in
            let free = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
            unsafe bytes.withUnsafeBytes { unsafe free.copyMemory(from: $0) }
            count += bytes.count
        }
    }
}
