/// A picture in squares of eight by eight pixels, each of one color.
package struct Grid: Sendable {
    let columns: Int
    let rows: Int
    private let colors: [Color]

    package init(columns: Int, rows: Int, color: (_ column: Int, _ row: Int) -> Color) {
        self.columns = columns
        self.rows = rows
        colors = (0..<(columns * rows)).map { color($0 % columns, $0 / columns) }
    }

    /// A picture that looks different however it is turned or mirrored.
    package static let lopsided = Grid(columns: 6, rows: 4) { column, row in
        switch (column < 3, row < 1) {
        case (true, true): .red
        case (false, true): .green
        case (true, false): .blue
        case (false, false): .yellow
        }
    }

    subscript(column: Int, row: Int) -> Color {
        colors[row * columns + column]
    }

    /// The picture as a camera stores it that marks it with `orientation`.
    package func stored(orientation: Int) -> Grid {
        let (width, height) = (columns, rows)
        let isTurned = orientation >= 5
        // Where in the upright picture the stored square belongs.
        return Grid(columns: isTurned ? height : width, rows: isTurned ? width : height) { x, y in
            switch orientation {
            case 2: self[width - 1 - x, y]
            case 3: self[width - 1 - x, height - 1 - y]
            case 4: self[x, height - 1 - y]
            case 5: self[y, x]
            case 6: self[width - 1 - y, x]
            case 7: self[width - 1 - y, height - 1 - x]
            case 8: self[y, height - 1 - x]
            default: self[x, y]
            }
        }
    }
}
