extension Compiler {
    /// Calls the routine of a template.
    mutating func call(_ name: Name, in surroundings: Surroundings) throws(TemplateError) {
        protectNewline()
        let visible = surroundings.visibleScopes
        let key = Routine.Key(
            name: name.text, scopes: visible.map(\.table.identifier), html: html,
            overrides: surroundings.overrides.mapValues(\.name.place))
        let known = routines.firstIndex { $0.key == key }
        let routine = known ?? routines.count
        if known == nil {
            var inner = surroundings
            inner.scopes = visible.enumerated().map { .init(table: $1.table, slot: $0) }
            inner.nextSlot = visible.count
            inner.inclusions = [name.place]
            inner.indentation = []
            inner.isIndentedByCaller = true
            routines.append(Routine(key: key, name: name, surroundings: inner))
        }
        guard routines.count <= Routine.maximumCount else {
            throw TemplateError(
                "'\(name.text)' includes itself in ever new ways; it must do so in the same place "
                    + "of the HTML each time",
                at: name.place)
        }
        if let currentRoutine {
            let own = routines[currentRoutine].surroundings.scopes.last?.slot
            let source = surroundings.source
            let deeper: Routine.Step = source.sections > 0 ? .deeper : .same
            routines[currentRoutine].calls.append(
                (routine, source.slot == own ? deeper : .elsewhere))
        }
        pendingCalls.append(
            PendingCall(
                name: name, position: emitter.reserve(), routine: routine,
                surroundings: surroundings,
                slots: visible.map(\.slot)))
    }

    /// Compiles the routines that were called, and those that these call.
    mutating func compileRoutines() throws(TemplateError) {
        var index = 0
        while index < routines.count {
            let routine = routines[index]
            currentRoutine = index
            html = routine.key.html
            routines[index].target = emitter.target()
            emitter.beginFrame(routine.key.scopes)
            try compile(templates[routine.name.text]?.nodes ?? [], in: routine.surroundings)
            guard html == routine.key.html else {
                throw TemplateError(
                    "'\(routine.name.text)' includes itself, or its name is a value, so it must "
                        + "leave the HTML where it found it, in "
                        + routine.key.html.description, at: routine.name.place)
            }
            emitter.append(.return)
            index += 1
        }
        if dialect == .page {
            try checkRecursion()
        }
        for call in pendingCalls {
            let index = emitter.add(
                Call(
                    name: call.name, target: routines[call.routine].target ?? 0, slots: call.slots,
                    frame: call.surroundings.nextSlot, indentation: call.surroundings.indentation,
                    isIndentedByCaller: call.surroundings.isIndentedByCaller))
            emitter.fill(call.position, with: .call(index))
        }
    }

    /// Refuses templates that include themselves whatever the data.
    private func checkRecursion() throws(TemplateError) {
        for (index, routine) in routines.enumerated() {
            let isEndless = routine.calls.contains { call in
                switch call.step {
                case .deeper: false
                case .same: leads(from: call.routine, to: index) { $0 == .same }
                case .elsewhere: leads(from: call.routine, to: index) { _ in true }
                }
            }
            guard !isEndless else {
                throw TemplateError(
                    "'\(routine.name.text)' includes itself without end; it must do so within a "
                        + "section over an object or a list of the value it shows",
                    at: routine.name.place)
            }
        }
    }

    private func leads(from start: Int, to end: Int, over follows: (Routine.Step) -> Bool) -> Bool {
        var found: Set<Int> = [start]
        var waiting = [start]
        while let next = waiting.popLast() {
            if next == end {
                return true
            }
            for call in routines[next].calls where follows(call.step) {
                if found.insert(call.routine).inserted {
                    waiting.append(call.routine)
                }
            }
        }
        return false
    }
}
