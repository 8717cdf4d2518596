import Synchronization

/// A page's template, compiled and checked: rendering it cannot fail.
public final class Template<Chrome: TemplateData, Page: TemplateData>: Sendable {
    private let program: Program

    /// How long the last page was, which is how long the next is likely to be.
    private let lastSize = Atomic(1024)

    init(program: Program) {
        self.program = program
    }

    /// Writes the page, in UTF-8.
    public func render(_ chrome: Chrome, _ page: Page) -> [UInt8] {
        let expected = lastSize.load(ordering: .relaxed)
        var output = Output(capacity: expected + expected / 8)
        program.run([ScopeOf(chrome), ScopeOf(page)], into: &output)
        lastSize.store(output.bytes.count, ordering: .relaxed)
        return output.bytes
    }
}
