/// A response as it came over the wire.
package struct RawResponse: Sendable {
    package let status: Int
    package let headers: [(name: String, value: String)]
    package internal(set) var body: [UInt8] = []

    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The first header of that name.
    package subscript(_ name: String) -> String? { all(name).first }

    /// Every header of that name.
    package func all(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    /// Reads a response's head, without the empty line.
    init?(head: some Sequence<UInt8>) {
        let lines = String(decoding: Array(head), as: UTF8.self).split(separator: "\r\n")
        guard let first = lines.first?.split(separator: " "), first.count >= 2,
            let status = Int(first[1])
        else { return nil }
        self.status = status
        headers = lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (String(line[..<colon]), String(value))
        }
    }
}

extension RawResponse {
    /// An answer that says nothing.
    package static let bare = RawResponse(status: 200, headers: [])

    private init(status: Int, headers: [(name: String, value: String)]) {
        self.status = status
        self.headers = headers
    }
}
