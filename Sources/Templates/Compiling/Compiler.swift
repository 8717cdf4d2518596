/// Turns parsed templates into a program, and refuses what could go wrong when
/// it runs.
struct Compiler {
    /// What a template's text is, and so how strict its compilation.
    enum Dialect {
        /// HTML: values are escaped for their place, and what does not exist is
        /// a mistake.
        case page

        /// Anything: values are escaped as Mustache's specification says, and
        /// what does not exist is empty.
        case text
    }

    /// What is larger is not written out any further where it is included, but called.
    static let maximumSizeInPlace = 1_000_000

    /// What is deeper is called.
    static let maximumDepthInPlace = 100

    /// How much more than the templates themselves a page may come to.
    private static let maximumGrowth = 20_000_000

    let library: TemplateLibrary
    let dialect: Dialect
    var emitter = Emitter()
    var html = HTMLState()
    var routines: [Routine] = []
    var routinePositions: [Routine.Key: Int] = [:]
    var tables: [RoutineTable] = []

    /// The routine being compiled; `nil` for the page itself.
    var currentRoutine: Int?

    /// How many bytes of text were compiled, and tags, which count as if each were
    /// ``tagSize`` long.
    private(set) var size = 0
    private static let tagSize = 50

    init(library: TemplateLibrary, dialect: Dialect) {
        self.library = library
        self.dialect = dialect
    }

    /// Compiles the template `name` for a page inside its chrome.
    mutating func compile(
        _ name: String, chrome: any FieldTable, page: any FieldTable
    ) throws(TemplateError) -> Program {
        guard let template = library.templates[name] else {
            throw TemplateError(
                "there is no such template"
                    + NearNames(names: Array(library.templates.keys)).suggestion(for: name),
                at: .wholeFile(name))
        }
        do throws(TemplateError) {
            return try compile(template, over: [chrome, page])
        } catch {
            throw error.file == template.file ? error : error.noting("in the page '\(name)'")
        }
    }

    /// Compiles a template over the values that it is shown with, the outermost
    /// first.
    mutating func compile(
        _ template: ParsedTemplate, over tables: [any FieldTable]
    ) throws(TemplateError) -> Program {
        let scopes = tables.enumerated().map { Surroundings.Scope(table: $1, slot: $0) }
        emitter.beginFrame(tables.map(\.identifier))
        try compile(template.nodes, in: Surroundings(scopes: scopes, nextSlot: scopes.count))
        guard html.position == .text else {
            throw TemplateError(
                "the page ends inside \(html.description)", at: .wholeFile(template.file))
        }
        emitter.append(.return)
        try compileRoutines()
        return emitter.program
    }

    /// Compiles nodes that follow each other.
    mutating func compile(
        _ nodes: [Node], in surroundings: Surroundings
    ) throws(TemplateError) {
        var inner = surroundings
        inner.isIndented = false
        var index = 0
        while index < nodes.count {
            try grow(by: nodes[index])
            switch nodes[index] {
            case .lineStart(let place):
                guard index > 0 || !surroundings.isIndented, !html.keepsBlanks else { break }
                if inner.isIndentedByCaller {
                    emitter.append(.indent)
                }
                try append(inner.indentation, at: place)
            case .literal(let bytes, let place):
                var isFirstInLine = false
                if index > 0, case .lineStart = nodes[index - 1] {
                    isFirstInLine = true
                }
                let removed = isFirstInLine ? inner.removedIndentation : []
                let kept = bytes.starts(with: removed) ? bytes.dropFirst(removed.count) : bytes[...]
                try append(kept, at: place)
            case .section(let name, let children):
                let inverse = nodes.dropFirst(index + 1).first?.inverse(of: name)
                index += inverse == nil ? 0 : 1
                try compileSection(name, children, else: inverse, in: inner)
            case .value(let name, let isRaw): try compileValue(name, isRaw: isRaw, in: inner)
            case .invertedSection(let name, let children):
                try compileInvertedSection(name, children, in: inner)
            case .inclusion(let inclusion): try compileInclusion(inclusion, in: inner)
            case .block(let block): try compileBlock(block, in: inner)
            }
            index += 1
        }
    }

    /// Sees to it that templates which include each other ever more come to an end.
    private mutating func grow(by node: Node) throws(TemplateError) {
        guard let place = node.place else { return }
        if case .literal(let bytes, _) = node {
            size += bytes.count
        } else {
            size += Self.tagSize
        }
        guard size - library.size <= Self.maximumGrowth else {
            throw TemplateError(
                "written out where it is included, this comes to more than "
                    + "\(Self.maximumGrowth / 1_000_000) MB; include it less often", at: place)
        }
    }

    /// Appends text and reads it as a browser would.
    private mutating func append(
        _ text: some Collection<UInt8>, at place: Place
    ) throws(TemplateError) {
        var place = place
        var start = text.startIndex
        for (index, byte) in zip(text.indices, text) where dialect == .page {
            if html.needsDot(before: byte) {
                emitter.append(text[start..<index])
                emitter.append(.dot)
                start = index
            }
            do {
                try html.read(byte)
            } catch {
                throw TemplateError(error.reason, at: place)
            }
            place.move(past: CollectionOfOne(byte))
        }
        emitter.append(text[start...])
    }

    /// Writes the newline that browsers leave out at the beginning of `<pre>` and
    /// `<textarea>`, so that they leave out none of a value's.
    mutating func protectNewline() {
        if html.dropsNewline {
            emitter.append(CollectionOfOne(UInt8(ascii: "\n")))
            html.dropsNewline = false
        }
    }

    private mutating func compileValue(
        _ name: Name, isRaw: Bool, in surroundings: Surroundings
    ) throws(TemplateError) {
        protectNewline()
        let resolution = try surroundings.resolve(name)
        let member = resolution.member
        guard let writer = member.writer else {
            throw TemplateError(
                "'\(name.text)' is \(member.kind.rawValue), which has nothing to write; "
                    + "use it as a section", at: name.place)
        }
        guard member.kind == .any || isRaw == (member.kind == .html) else {
            throw TemplateError(
                isRaw
                    ? "'\(name.text)' is \(member.kind.rawValue), which is always escaped: "
                        + "write {{\(name.text)}}"
                    : "'\(name.text)' is markup: write {{{\(name.text)}}}", at: name.place)
        }
        do throws(HTMLProblem) {
            let escaping = try escaping(
                isRaw: isRaw, isTrusted: member.kind == .trustedAddress)
            guard member.kind != .flag || escaping == .json else {
                throw HTMLProblem("a flag is written only in JSON; use it as a section")
            }
            let leads = emitter.append(resolution, nextSlot: surroundings.nextSlot)
            emitter.append(writer, slot: leads.slot, as: escaping)
            if !resolution.leads.isEmpty {
                emitter.fill(leads, target: emitter.target())
            }
        } catch {
            throw TemplateError("'\(name.text)': \(error.reason)", at: name.place)
        }
    }

    private mutating func escaping(
        isRaw: Bool, isTrusted: Bool
    ) throws(HTMLProblem) -> Escaping {
        guard dialect == .page else { return isRaw ? .none : .specified }
        guard isRaw else { return try html.escapingOfText(isTrusted: isTrusted) }
        try html.checkMarkup()
        return .none
    }
}
