/// A multipart body, made by hand.
package struct Multipart {
    package enum Part: Sendable {
        case field(String, String)
        case file(String, String, String, [UInt8])
        case raw(String)
    }

    /// The body, with the boundary `X`.
    package let bytes: [UInt8]

    package init(_ parts: [Part]) {
        var bytes: [UInt8] = []
        for part in parts {
            bytes += Array("--X\r\n".utf8)
            switch part {
            case .field(let name, let value):
                bytes += Array(
                    "Content-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)".utf8)
            case .file(let name, let filename, let type, let content):
                let head = """
                    Content-Disposition: form-data; name="\(name)"; filename="\(filename)"\r
                    Content-Type: \(type)\r\n\r\n
                    """
                bytes += Array(head.utf8) + content
            case .raw(let text):
                bytes += Array(text.utf8)
            }
            bytes += Array("\r\n".utf8)
        }
        self.bytes = bytes + Array("--X--\r\n".utf8)
    }
}
