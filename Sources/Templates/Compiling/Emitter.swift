/// Collects a program's instructions.
struct Emitter {
    private(set) var program = Program()

    /// The types of the values that the current frame's slots hold.
    private var slotTypes: [Int: ObjectIdentifier] = [:]

    /// Begins the frame of the page or of a routine, with what it is given.
    mutating func beginFrame(_ types: [ObjectIdentifier]) {
        slotTypes = Dictionary(uniqueKeysWithValues: types.enumerated().map { ($0, $1) })
    }

    /// The first slot from `start` on that holds values of one type only.
    ///
    /// A slot's scope is used again for each value, which it could not be if
    /// values of two types took turns in it.
    mutating func slot(for type: ObjectIdentifier, from start: Int) -> Int {
        var slot = start
        while slotTypes[slot, default: type] != type {
            slot += 1
        }
        slotTypes[slot] = type
        return slot
    }

    /// Text may join the text before it only if nothing jumps between them.
    private var lastTarget = 0

    /// The position of the next instruction, to jump to.
    mutating func target() -> Int {
        lastTarget = program.instructions.count
        return lastTarget
    }

    mutating func append(_ instruction: Instruction) {
        program.instructions.append(instruction)
    }

    mutating func append(_ text: some Collection<UInt8>) {
        guard !text.isEmpty else { return }
        let start = program.literals.count
        program.literals.append(contentsOf: text)
        let last = program.instructions.count - 1
        if last >= lastTarget, case .literal(let earlier, let count) = program.instructions[last] {
            program.instructions[last] = .literal(start: earlier, count: count + text.count)
        } else {
            append(.literal(start: start, count: text.count))
        }
    }

    mutating func append(_ writer: @escaping Member.Writer, slot: Int, as escaping: Escaping) {
        program.writers.append(writer)
        append(.write(writer: program.writers.count - 1, slot: slot, escaping))
    }

    /// Keeps a place for an instruction whose target is not known yet.
    mutating func reserve() -> Int {
        append(.return)
        return program.instructions.count - 1
    }

    mutating func fill(_ position: Int, with instruction: Instruction) {
        program.instructions[position] = instruction
    }

    mutating func add(_ condition: @escaping Member.Condition) -> Int {
        program.conditions.append(condition)
        return program.conditions.count - 1
    }

    mutating func add(_ entrance: Entrance) -> Int {
        program.entrances.append(entrance)
        return program.entrances.count - 1
    }

    mutating func add(_ call: Call) -> Int {
        program.calls.append(call)
        return program.calls.count - 1
    }

    /// Says where the routines are, and those among which values choose.
    mutating func fillCalls(targets: [Int], tables: [[String: Int]]) {
        program.tables = tables
        for index in program.calls.indices {
            if case .position(let routine) = program.calls[index].goal {
                program.calls[index].goal = .position(targets[routine])
            }
        }
    }

    /// Forgets everything from an instruction on that jumps may lead to.
    ///
    /// What only those instructions refer to stays, unused.
    mutating func rewind(to target: Int) {
        program.instructions.removeSubrange(target...)
        lastTarget = target
    }
}
