/// What a piece of text stands for.
enum TextKind {
    case plain
    case code
    case characterReference
    case lineBreak
    case softBreak
    case nul
}
