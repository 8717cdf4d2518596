import BSON
import MongoClient

/// What can be called on the test runner itself.
struct SpecialOperations {
    let context: TestContext
    let runner: OperationRunner

    private var entities: Entities { context.entities }

    /// Calls an operation.
    ///
    /// - Throws: ``Failure`` if what it asserts is not so, or there is no such
    ///   operation.
    func perform(_ name: String, _ arguments: inout Arguments) async throws -> OperationResult {
        switch name {
        case "failPoint", "targetedFailPoint": try await setFailPoint(name, &arguments)
        case "createEntities":
            let descriptions = try arguments.required("entities") { try $0.documents($1) }
            try arguments.finish()
            try await context.create(descriptions)
        case "wait":
            let duration = try arguments.required("ms") { try $0.duration($1) }
            try arguments.finish()
            try await Task.sleep(for: duration)
        case "runOnThread":
            let thread = try entities.thread(arguments.required("thread") { try $0.string($1) })
            let operation = try arguments.required("operation") { try $0.document($1) }
            try arguments.finish()
            thread.run { try await runner.run(top: operation) }
        case "waitForThread":
            let thread = try entities.thread(arguments.required("thread") { try $0.string($1) })
            try arguments.finish()
            try await thread.wait()
        case "loop": try await LoopOperation(runner: runner, &arguments).run()
        case "waitForEvent", "assertEventCount":
            try await EventCount(entities, &arguments).check(isPatient: name == "waitForEvent")
        case _ where name.hasPrefix("assertSession"):
            try await SessionAssertion(context).check(name, &arguments)
        case _ where name.hasPrefix("assertCollection") || name.hasPrefix("assertIndex"):
            try await ExistenceAssertion(context.observer).check(name, &arguments)
        case "assertSameLsidOnLastTwoCommands", "assertDifferentLsidOnLastTwoCommands":
            let client = try entities.client(arguments.required("client") { try $0.string($1) })
            _ = try arguments.string("session")
            try arguments.finish()
            let (one, two) = try client.log.lastTwoSessions()
            guard (one == two) == name.hasPrefix("assertSame") else {
                throw Failure("the sessions of the last two commands are \(one) and \(two)")
            }
        case "assertNumberConnectionsCheckedOut":
            let client = try entities.client(arguments.required("client") { try $0.string($1) })
            let expected = try arguments.required("connections") { try $0.int($1) }
            try arguments.finish()
            let actual = client.client.lent
            guard actual == expected else {
                throw Failure("\(actual) connections are lent, not \(expected)")
            }
        default: throw Failure("there is no operation \(name)")
        }
        return .nothing
    }

    private func setFailPoint(_ name: String, _ arguments: inout Arguments) async throws {
        let command = try arguments.required("failPoint") { try $0.document($1) }
        if name == "targetedFailPoint" {
            _ = try entities.session(arguments.required("session") { try $0.string($1) })
            throw Failure("no session is pinned to a server, except on a sharded cluster")
        }
        let client = try entities.client(arguments.required("client") { try $0.string($1) })
        try arguments.finish()
        try await context.failPoints.set(command, on: client.client)
    }
}
