import CMD4C

/// The one place that talks to md4c.
enum MarkdownParser {
    /// Parses `markdown` and tells `handler` what it finds.
    ///
    /// - Throws: What `handler` throws, which ends the parsing.
    static func parse(
        _ markdown: String, into handler: any MarkdownHandler
    ) throws(MarkdownError) {
        guard !markdown.isEmpty else { return }
        guard markdown.utf8.count < Int(Int32.max) else {
            throw .inputTooLarge(limit: Int(Int32.max))
        }
        let session = Session(handler: handler)
        let status = unsafe markdown.utf8.span.withUnsafeBufferPointer { bytes in
            unsafe run(bytes, session)
        }
        if let failure = session.failure { throw failure }
        if status != 0 { throw .outOfMemory }
    }

    private static func run(_ bytes: UnsafeBufferPointer<UInt8>, _ session: Session) -> Int32 {
        guard let start = bytes.baseAddress else { return 0 }
        var parser = MD_PARSER()
        parser.flags = UInt32(cmd4c_dialect)
        unsafe parser.enter_block = { type, detail, pointer in
            unsafe MarkdownParser.forward(pointer) { handler throws(MarkdownError) in
                try handler.enter(unsafe Block(type, detail))
            }
        }
        unsafe parser.enter_span = { type, detail, pointer in
            unsafe MarkdownParser.forward(pointer) { handler throws(MarkdownError) in
                try handler.enter(unsafe Inline(type, detail))
            }
        }
        unsafe parser.leave_block = { _, _, pointer in
            unsafe MarkdownParser.forward(pointer) { handler throws(MarkdownError) in
                try handler.leave()
            }
        }
        unsafe parser.leave_span = { _, _, pointer in
            unsafe MarkdownParser.forward(pointer) { handler throws(MarkdownError) in
                try handler.leave()
            }
        }
        unsafe parser.text = { type, text, size, pointer in
            let bytes = unsafe UnsafeBufferPointer(
                start: UnsafeRawPointer(text)?.assumingMemoryBound(to: UInt8.self),
                count: Int(size))
            return unsafe MarkdownParser.forward(pointer) { handler throws(MarkdownError) in
                try handler.text(TextKind(type), unsafe bytes.span)
            }
        }
        // `session` outlives the call, and md4c keeps no pointer after it.
        return withExtendedLifetime(session) {
            unsafe md_parse(
                UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self), UInt32(bytes.count),
                &parser, Unmanaged.passUnretained(session).toOpaque())
        }
    }

    /// Hands an event on, and answers md4c with a negative number to stop.
    ///
    /// The header says non-zero, but md4c 0.4.8 goes on after a positive answer
    /// from a link or a picture.
    private static func forward(
        _ pointer: UnsafeMutableRawPointer?,
        _ event: (any MarkdownHandler) throws(MarkdownError) -> Void
    ) -> Int32 {
        guard let pointer = unsafe pointer else { return -1 }
        let session = unsafe Unmanaged<Session>.fromOpaque(pointer).takeUnretainedValue()
        do {
            try event(session.handler)
            return 0
        } catch {
            session.failure = error
            return -1
        }
    }

    /// What md4c carries for its callbacks.
    private final class Session {
        let handler: any MarkdownHandler
        var failure: MarkdownError?

        init(handler: any MarkdownHandler) {
            self.handler = handler
        }
    }
}
