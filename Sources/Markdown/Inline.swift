/// A part of a line.
enum Inline {
    case emphasis
    case strong
    case strikethrough
    case code
    case link(Link)
    case image(Link)
}
