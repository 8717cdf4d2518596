/// A picture ready to be published.
struct EncodedPicture {
    let width: Int
    let height: Int
    let mediaType: String
    let bytes: [UInt8]
}
