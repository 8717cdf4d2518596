/// Receives a text's structure in order, as the parser finds it.
///
/// A class, because the parser's C callbacks carry one pointer.
protocol MarkdownHandler: AnyObject {
    /// Opens a block.
    func enter(_ block: Block) throws(MarkdownError)

    /// Opens an inline mark.
    func enter(_ inline: Inline) throws(MarkdownError)

    /// Closes what was opened last.
    func leave() throws(MarkdownError)

    /// Takes a piece of text.
    func text(_ kind: TextKind, _ bytes: Span<UInt8>) throws(MarkdownError)
}
