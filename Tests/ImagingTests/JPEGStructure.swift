/// What the segments of a JPEG say.
struct JPEGStructure {
    /// The markers before the first scan, in order.
    private(set) var markers: [UInt8] = []
    private(set) var width = 0
    private(set) var height = 0

    init(_ bytes: [UInt8]) {
        var index = 2
        while index + 9 < bytes.count, bytes[index] == 0xFF, bytes[index + 1] != 0xDA {
            let marker = bytes[index + 1]
            markers.append(marker)
            if marker == 0xC0 || marker == 0xC2 {
                height = Int(bytes[index + 5]) << 8 | Int(bytes[index + 6])
                width = Int(bytes[index + 7]) << 8 | Int(bytes[index + 8])
            }
            index += 2 + Int(bytes[index + 2]) << 8 + Int(bytes[index + 3])
        }
    }
}
