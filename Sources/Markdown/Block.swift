/// A part of a page.
enum Block {
    case document
    case quote
    case unorderedList
    case orderedList(start: UInt32)
    case item
    case task(done: Bool)
    case rule
    case heading(level: Int)
    case code(language: [UInt8])
    case paragraph
    case table
    case tableHead
    case tableBody
    case row
    case headerCell(Alignment)
    case cell(Alignment)
}
