import BSON
import Templates
import Web

/// A picture as pages show it: the browser chooses among its sizes.
@TemplateData
struct PictureView {
    /// Where on a page a picture stands, which decides how wide it is drawn.
    enum Place: String {
        /// Across the measure of an article.
        case article = "(min-width: 50rem) 46rem, 100vw"
        /// Beside or above an entry of a list.
        case list = "(min-width: 50rem) 18rem, 100vw"
        /// Large above the first entry of the home page.
        case lead = "(min-width: 59rem) 54rem, 100vw"
    }

    let src: String
    let srcset: String
    let sizes: String
    let width: Int
    let height: Int
    let alt: String

    init(_ picture: Picture, in place: Place) {
        let id = picture.image.description
        src = Address.image(id, picture.width)
        srcset = picture.widths
            .map { "\(Address.image(id, $0)) \($0)w" }
            .joined(separator: ", ")
        sizes = place.rawValue
        width = picture.width
        height = picture.height
        alt = picture.alt
    }
}
