/// Turns parsed templates into a program, and refuses what could go wrong when
/// it runs.
struct Compiler {
    let templates: [String: ParsedTemplate]
    var emitter = Emitter()
    var html = HTMLState()
    var routines: [Routine] = []

    /// The routine being compiled; `nil` for the page itself.
    var currentRoutine: Int?

    /// Calls whose routines are not compiled yet.
    var pendingCalls: [(position: Int, routine: Int, slots: [Int], frame: Int)] = []

    init(templates: [String: ParsedTemplate]) {
        self.templates = templates
    }

    /// Compiles the template `name` for a page inside its chrome.
    mutating func compile(
        _ name: String, chrome: any FieldTable, page: any FieldTable
    ) throws(TemplateError) -> Program {
        guard let template = templates[name] else {
            throw TemplateError(
                "there is no such template"
                    + NearNames(names: Array(templates.keys)).suggestion(for: name),
                at: .wholeFile(name))
        }
        let root = Surroundings(
            scopes: [.init(table: chrome, slot: 0), .init(table: page, slot: 1)], nextSlot: 2)
        do throws(TemplateError) {
            try compile(template.nodes, in: root)
            guard html.position == .text else {
                throw TemplateError(
                    "the page ends inside \(html.description)", at: .wholeFile(template.file))
            }
            emitter.append(.return)
            try compileRoutines()
        } catch {
            throw error.file == template.file ? error : error.noting("in the page '\(name)'")
        }
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
            switch nodes[index] {
            case .lineStart(let place):
                let isIndented = index == 0 && surroundings.isIndented
                try append(isIndented ? [] : inner.indentation, at: place)
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

    /// Appends text and reads it as a browser would.
    private mutating func append(
        _ text: some Collection<UInt8>, at place: Place
    ) throws(TemplateError) {
        var place = place
        for byte in text {
            do {
                try html.read(byte)
            } catch {
                throw TemplateError(error.reason, at: place)
            }
            place.move(past: CollectionOfOne(byte))
        }
        emitter.append(text)
    }

    private mutating func compileValue(
        _ name: Name, isRaw: Bool, in surroundings: Surroundings
    ) throws(TemplateError) {
        let resolution = try surroundings.resolve(name)
        let member = resolution.member
        guard let writer = member.writer else {
            throw TemplateError(
                "'\(name.text)' is \(member.kind.rawValue), which has nothing to write; "
                    + "use it as a section", at: name.place)
        }
        guard isRaw == (member.kind == .html) else {
            throw TemplateError(
                isRaw
                    ? "'\(name.text)' is \(member.kind.rawValue), which is always escaped: "
                        + "write {{\(name.text)}}"
                    : "'\(name.text)' is markup: write {{{\(name.text)}}}", at: name.place)
        }
        do throws(HTMLProblem) {
            let escaping = try escaping(isRaw: isRaw)
            let leads = emitter.append(resolution, nextSlot: surroundings.nextSlot)
            emitter.append(writer, slot: leads.slot, as: escaping)
            if !resolution.leads.isEmpty {
                emitter.fill(leads, target: emitter.target())
            }
        } catch {
            throw TemplateError("'\(name.text)': \(error.reason)", at: name.place)
        }
    }

    private mutating func escaping(isRaw: Bool) throws(HTMLProblem) -> Escaping {
        guard isRaw else { return try html.escapingOfText() }
        try html.checkMarkup()
        return .none
    }
}
