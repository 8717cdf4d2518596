extension Compiler {
    /// Calls the routine of a template.
    mutating func call(
        _ name: Name, because reason: Routine.Reason, in surroundings: Surroundings
    ) throws(TemplateError) {
        protectNewline()
        let routine = try routine(of: name, because: reason, in: surroundings)
        emitter.append(
            .call(emitter.add(Call(name, to: .position(routine), in: surroundings))))
    }

    /// Calls the routine of the template that a value in `slot` chooses.
    mutating func call(
        _ name: Name, chosenBy choice: Member.Choice, in slot: Int, surroundings: Surroundings
    ) throws(TemplateError) {
        let key = RoutineTable.Key(
            names: choice.names, scopes: surroundings.visibleScopes.map(\.table.identifier),
            html: html, overrides: surroundings.overrides.mapValues(\.name.place))
        var table = tables.firstIndex { $0.key == key }
        // A page's are few, and each call counts when it is asked whether they end.
        if table == nil || dialect == .page {
            var routines: [String: Int] = [:]
            for template in choice.names ?? Array(library.templates.keys) {
                let name = Name(text: template, place: name.place)
                routines[template] = try routine(of: name, because: .chosen, in: surroundings)
            }
            table = tables.count
            tables.append(RoutineTable(key: key, routines: routines))
        }
        let goal = Call.Goal.chosen(choice.chosen, slot: slot, table: table ?? 0)
        emitter.append(.call(emitter.add(Call(name, to: goal, in: surroundings))))
    }

    /// The position of the routine for a template that is included here.
    private mutating func routine(
        of name: Name, because reason: Routine.Reason, in surroundings: Surroundings
    ) throws(TemplateError) -> Int {
        let visible = surroundings.visibleScopes
        let key = Routine.Key(
            name: name.text, scopes: visible.map(\.table.identifier), html: html,
            overrides: surroundings.overrides.mapValues(\.name.place))
        let routine = routinePositions[key] ?? routines.count
        if routine == routines.count {
            var inner = surroundings
            inner.scopes = visible.enumerated().map { .init(table: $1.table, slot: $0) }
            inner.nextSlot = visible.count
            inner.depth = 0
            inner.fillings = []
            inner.indentation = []
            inner.isIndentedByCaller = true
            routines.append(Routine(key: key, name: name, reason: reason, surroundings: inner))
            routinePositions[key] = routine
        }
        guard routines.count <= Routine.maximumCount else {
            throw TemplateError(
                "'\(name.text)' is included in more than \(Routine.maximumCount) different ways",
                at: name.place)
        }
        if let currentRoutine, dialect == .page {
            let own = routines[currentRoutine].surroundings.scopes.last?.slot
            let source = surroundings.source
            let deeper: Routine.Step = source.sections > 0 ? .deeper : .same
            routines[currentRoutine].calls.append(
                (routine, source.slot == own ? deeper : .elsewhere))
        }
        return routine
    }

    /// Compiles the routines that were called, and those that these call.
    mutating func compileRoutines() throws(TemplateError) {
        var targets: [Int] = []
        while targets.count < routines.count {
            let routine = routines[targets.count]
            currentRoutine = targets.count
            html = routine.key.html
            targets.append(emitter.target())
            emitter.beginFrame(routine.key.scopes)
            try compile(
                library.templates[routine.name.text]?.nodes ?? [], in: routine.surroundings)
            guard html == routine.key.html else {
                throw TemplateError(
                    "'\(routine.name.text)' \(routine.reason.rawValue), so it must leave the HTML "
                        + "where it found it, in \(routine.key.html.description)",
                    at: routine.name.place)
            }
            emitter.append(.return)
        }
        if dialect == .page {
            try checkRecursion()
        }
        emitter.fillCalls(
            targets: targets, tables: tables.map { $0.routines.mapValues { targets[$0] } })
    }

    /// Refuses templates that include themselves whatever the data.
    private func checkRecursion() throws(TemplateError) {
        let circular = Cycles.members(of: routines.map { $0.calls.map(\.routine) })
        for (index, routine) in routines.enumerated() where circular.contains(index) {
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

extension Call {
    fileprivate init(_ name: Name, to goal: Goal, in surroundings: Surroundings) {
        self.init(
            name: name, goal: goal, slots: surroundings.visibleScopes.map(\.slot),
            frame: surroundings.nextSlot, indentation: surroundings.indentation,
            isIndentedByCaller: surroundings.isIndentedByCaller)
    }
}
