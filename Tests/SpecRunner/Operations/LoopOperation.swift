import BSON
import FoundationEssentials
import MongoClient

/// Operations that are repeated until the runner is told to stop.
///
/// Nobody tells this one, which does not watch a cluster for hours: it repeats them a
/// few times.
struct LoopOperation {
    private static let iterations = 3

    private let runner: OperationRunner
    private let operations: [BSONDocument]
    private let errors: String?
    private let failures: String?
    private let successes: String?
    private let turns: String?

    /// Takes the arguments.
    ///
    /// - Throws: ``Failure`` if they are not understood.
    init(runner: OperationRunner, _ arguments: inout Arguments) throws {
        self.runner = runner
        operations = try arguments.required("operations") { try $0.documents($1) }
        let errors = try arguments.string("storeErrorsAsEntity")
        let failures = try arguments.string("storeFailuresAsEntity")
        self.errors = errors ?? failures
        self.failures = failures ?? errors
        successes = try arguments.string("storeSuccessesAsEntity")
        turns = try arguments.string("storeIterationsAsEntity")
        try arguments.finish()
    }

    /// Runs the loop.
    ///
    /// - Throws: What an operation throws, unless it is to be stored.
    func run() async throws {
        let entities = runner.context.entities
        var succeeded = 0
        var caught: [String: [BSONValue]] = [:]
        for name in [errors, failures].compactMap(\.self) { caught[name] = [] }
        for _ in 0..<Self.iterations {
            do {
                for operation in operations {
                    try await runner.run(operation)
                    succeeded += 1
                }
            } catch {
                guard let name = error is Failure ? failures : errors else { throw error }
                caught[name]?.append([
                    "error": .string("\(error)"), "time": .double(Date().timeIntervalSince1970),
                ])
            }
        }
        for (name, values) in caught { entities.set(name, .array(BSONArray(values))) }
        if let successes { try entities.add(successes, .value(.int(succeeded))) }
        if let turns { try entities.add(turns, .value(.int(Self.iterations))) }
    }
}
