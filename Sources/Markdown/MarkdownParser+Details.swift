import CMD4C

extension Block {
    /// Reads md4c's description of a block, which `detail` points to.
    init(_ type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) {
        switch type {
        case MD_BLOCK_QUOTE: self = .quote
        case MD_BLOCK_UL: self = .unorderedList
        case MD_BLOCK_OL:
            let list = unsafe detail?.assumingMemoryBound(to: MD_BLOCK_OL_DETAIL.self).pointee
            self = .orderedList(start: list?.start ?? 1)
        case MD_BLOCK_LI:
            let item = unsafe detail?.assumingMemoryBound(to: MD_BLOCK_LI_DETAIL.self).pointee
            if let item, item.is_task != 0 {
                self = .task(done: item.task_mark != CChar(UInt8(ascii: " ")))
            } else {
                self = .item
            }
        case MD_BLOCK_HR: self = .rule
        case MD_BLOCK_H:
            let heading = unsafe detail?.assumingMemoryBound(to: MD_BLOCK_H_DETAIL.self).pointee
            self = .heading(level: Int(heading?.level ?? 1))
        case MD_BLOCK_CODE:
            let code = unsafe detail?.assumingMemoryBound(to: MD_BLOCK_CODE_DETAIL.self).pointee
            self = .code(language: unsafe code.map { unsafe $0.lang.decoded } ?? [])
        case MD_BLOCK_P: self = .paragraph
        case MD_BLOCK_TABLE: self = .table
        case MD_BLOCK_THEAD: self = .tableHead
        case MD_BLOCK_TBODY: self = .tableBody
        case MD_BLOCK_TR: self = .row
        case MD_BLOCK_TH: self = .headerCell(unsafe Alignment(cell: detail))
        case MD_BLOCK_TD: self = .cell(unsafe Alignment(cell: detail))
        default: self = .document
        }
    }
}

extension Inline {
    /// Reads md4c's description of an inline mark, which `detail` points to.
    init(_ type: MD_SPANTYPE, _ detail: UnsafeMutableRawPointer?) {
        switch type {
        case MD_SPAN_STRONG: self = .strong
        case MD_SPAN_DEL: self = .strikethrough
        case MD_SPAN_CODE: self = .code
        case MD_SPAN_A:
            let link = unsafe detail?.assumingMemoryBound(to: MD_SPAN_A_DETAIL.self).pointee
            self = .link(
                Link(
                    destination: unsafe link.map { unsafe $0.href.decoded } ?? [],
                    title: unsafe link.map { unsafe $0.title.decoded } ?? []))
        case MD_SPAN_IMG:
            let image = unsafe detail?.assumingMemoryBound(to: MD_SPAN_IMG_DETAIL.self).pointee
            self = .image(
                Link(
                    destination: unsafe image.map { unsafe $0.src.decoded } ?? [],
                    title: unsafe image.map { unsafe $0.title.decoded } ?? []))
        default: self = .emphasis
        }
    }
}

extension Alignment {
    /// Reads a table cell's description.
    fileprivate init(cell detail: UnsafeMutableRawPointer?) {
        let cell = unsafe detail?.assumingMemoryBound(to: MD_BLOCK_TD_DETAIL.self).pointee
        switch cell?.align {
        case MD_ALIGN_LEFT: self = .left
        case MD_ALIGN_CENTER: self = .center
        case MD_ALIGN_RIGHT: self = .right
        default: self = .natural
        }
    }
}

extension TextKind {
    /// Reads md4c's kind of text.
    ///
    /// Raw HTML is switched off; should it come all the same, it is text.
    init(_ type: MD_TEXTTYPE) {
        switch type {
        case MD_TEXT_NULLCHAR: self = .nul
        case MD_TEXT_BR: self = .lineBreak
        case MD_TEXT_SOFTBR: self = .softBreak
        case MD_TEXT_ENTITY: self = .characterReference
        case MD_TEXT_CODE: self = .code
        default: self = .plain
        }
    }
}

extension MD_ATTRIBUTE {
    /// The attribute's text, with character references decoded.
    fileprivate var decoded: [UInt8] {
        guard let text = unsafe text, unsafe size > 0 else { return [] }
        // md4c promises offsets that rise from 0 to `size`, one more than types.
        let bytes = unsafe UnsafeBufferPointer(
            start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: Int(size))
        var result: [UInt8] = []
        var part = 0
        var start = 0
        while start < bytes.count {
            let end = unsafe Int(substr_offsets[part + 1])
            let piece = unsafe UnsafeBufferPointer(rebasing: bytes[start..<end])
            switch unsafe substr_types[part] {
            case MD_TEXT_ENTITY: CharacterReference.append(unsafe piece.span, to: &result)
            case MD_TEXT_NULLCHAR: result += "\u{FFFD}".utf8
            default: unsafe result.append(contentsOf: piece)
            }
            part += 1
            start = end
        }
        return result
    }
}
