import DocumentMapper

/// A picture as a post keeps it: enough to lay out the page without asking for
/// the image itself.
@Embedded
struct Picture: Hashable {
    var image: ObjectID
    /// What it shows, for those who cannot see it.
    var alt: String
    /// The largest size, in pixels.
    var width: Int
    var height: Int
    /// The widths that are served, smallest first.
    var widths: [Int]
}

extension Picture {
    init(_ image: Image, alt: String) {
        let largest = image.variants.last
        self.init(
            image: image.id, alt: alt, width: largest?.width ?? 0, height: largest?.height ?? 0,
            widths: image.variants.map(\.width))
    }
}
