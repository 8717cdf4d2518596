/// One step of a pattern that was laid out flat.
enum PatternStep: Sendable {
    case scalars(ScalarSet)
    case start
    case end
    /// On to another step.
    case jump(Int)
    /// On to either of two steps.
    case either(Int, Int)
    case found

    /// How many steps a pattern may come to; each character of a text may look at all.
    static let limit = 5000

    static func program(
        for expression: PatternExpression
    ) throws(PatternMistake) -> [PatternStep] {
        var program: [PatternStep] = []
        try append(expression, to: &program)
        program.append(.found)
        return program
    }

    private static func append(
        _ expression: PatternExpression, to program: inout [PatternStep]
    ) throws(PatternMistake) {
        guard program.count < limit else { throw PatternMistake("the pattern is too long") }
        switch expression {
        case .scalars(let set): program.append(.scalars(set))
        case .start: program.append(.start)
        case .end: program.append(.end)
        case .sequence(let parts):
            for part in parts { try append(part, to: &program) }
        case .either(let branches):
            try append(branches: branches, to: &program)
        case .times(let part, let least, let most):
            for _ in 0..<least { try append(part, to: &program) }
            guard let most else {
                let fork = program.count
                program.append(.found)
                try append(part, to: &program)
                program.append(.jump(fork))
                program[fork] = .either(fork + 1, program.count)
                return
            }
            var forks: [Int] = []
            for _ in least..<most {
                forks.append(program.count)
                program.append(.found)
                try append(part, to: &program)
            }
            for fork in forks { program[fork] = .either(fork + 1, program.count) }
        }
    }

    private static func append(
        branches: [PatternExpression], to program: inout [PatternStep]
    ) throws(PatternMistake) {
        var exits: [Int] = []
        for (index, branch) in branches.enumerated() {
            guard index < branches.count - 1 else {
                try append(branch, to: &program)
                break
            }
            let fork = program.count
            program.append(.found)
            try append(branch, to: &program)
            exits.append(program.count)
            program.append(.found)
            program[fork] = .either(fork + 1, program.count)
        }
        for exit in exits { program[exit] = .jump(program.count) }
    }
}
