/// How a table's column is set.
enum Alignment {
    case natural
    case left
    case center
    case right
}
