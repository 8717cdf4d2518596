/// Where something stands in a template's file.
struct Place: Hashable, Sendable {
    let file: String
    var line = 1
    var column = 1

    /// The file as a whole.
    static func wholeFile(_ file: String) -> Place {
        Place(file: file, line: 0, column: 0)
    }

    /// Moves past `bytes`, counting characters as editors do, not bytes.
    mutating func move(past bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0b1100_0000 != 0b1000_0000 {
                column += 1
            }
        }
    }
}
