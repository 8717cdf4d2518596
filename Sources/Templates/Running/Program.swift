/// A compiled template: instructions in a row, and what they refer to.
struct Program: Sendable {
    var instructions: [Instruction] = []
    var literals: [UInt8] = []
    var writers: [Member.Writer] = []
    var conditions: [Member.Condition] = []
    var entrances: [Entrance] = []
    var calls: [Call] = []

    /// Where partials that a value may name begin.
    var tables: [[String: Int]] = []

    /// How deep partials may include themselves: data that lead back to
    /// themselves end here.
    static let maximumDepth = 500

    /// Runs the program over the scopes of the root.
    ///
    /// A partial that has included itself too often is left out, or ends the run:
    /// where nothing was checked beforehand, each of its rounds may include it
    /// several times.
    ///
    /// - Returns: The partial that ended the run, if one did.
    @discardableResult
    func run(
        _ roots: [Scope], into output: inout Output, endsWhenTooDeep: Bool = false
    ) -> Name? {
        var slots: [Scope?] = roots
        var callers: [(position: Int, base: Int, indentation: [UInt8])] = []
        var indentation: [UInt8] = []
        var base = 0
        var position = 0
        while position < instructions.count {
            let instruction = instructions[position]
            position += 1
            switch instruction {
            case .literal(let start, let count):
                output.append(literals[start..<(start + count)])
            case .write(let writer, let slot, let escaping):
                if let scope = slots[base + slot] {
                    writers[writer](scope, escaping, &output)
                }
            case .dot:
                output.appendDotAfterSlash()
            case .skipIf(let condition, let slot, let target):
                if holds(condition, in: slots[base + slot]) {
                    position = target
                }
            case .skipUnless(let condition, let slot, let target):
                if !holds(condition, in: slots[base + slot]) {
                    position = target
                }
            case .enter(let entrance, let slot, let inner, let target):
                while slots.count <= base + inner {
                    slots.append(nil)
                }
                guard let scope = slots[base + slot],
                    entrances[entrance].enter(scope, &slots[base + inner])
                else {
                    position = target
                    continue
                }
            case .next(let entrance, let inner, let target):
                if let scope = slots[base + inner], entrances[entrance].advance?(scope) == true {
                    position = target
                }
            case .jump(let target):
                position = target
            case .indent:
                output.append(indentation[...])
            case .call(let index):
                let call = calls[index]
                guard let target = target(of: call, from: slots[base...]) else { continue }
                guard callers.count < Self.maximumDepth else {
                    if endsWhenTooDeep { return call.name }
                    continue
                }
                let given = call.slots.map { slots[base + $0] }
                callers.append((position, base, indentation))
                indentation = (call.isIndentedByCaller ? indentation : []) + call.indentation
                base += call.frame
                slots.replaceSubrange(base..., with: given)
                position = target
            case .return:
                guard let caller = callers.popLast() else { return nil }
                // What the partial was given must not be reused by its caller.
                slots.removeSubrange(base...)
                (position, base, indentation) = caller
            }
        }
        return nil
    }

    private func target(of call: Call, from slots: ArraySlice<Scope?>) -> Int? {
        switch call.goal {
        case .position(let position):
            return position
        case .chosen(let chosen, let slot, let table):
            guard let scope = slots[slots.startIndex + slot], let name = chosen(scope) else {
                return nil
            }
            return tables[table][name]
        }
    }

    private func holds(_ condition: Int, in scope: Scope?) -> Bool {
        guard let scope else { return false }
        return conditions[condition](scope)
    }
}
