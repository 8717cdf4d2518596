/// Where a link or a picture leads, with character references decoded.
struct Link {
    let destination: [UInt8]
    let title: [UInt8]
}
