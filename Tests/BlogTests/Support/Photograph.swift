import TestSupport

/// Pictures that people upload in these tests.
enum Photograph {
    /// A photograph of 1000 by 600 pixels that tells where it was taken.
    static let large = Grid(columns: 125, rows: 75) { column, _ in column < 60 ? .red : .blue }
        .jpeg(segments: Metadata.segments(orientation: 1))

    /// A photograph of 48 by 32 pixels.
    static let small = Grid.lopsided.jpeg()
}
