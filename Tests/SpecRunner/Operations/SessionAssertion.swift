import BSON
import MongoClient

/// The assertions about a session.
struct SessionAssertion {
    private let entities: Entities

    init(_ context: TestContext) {
        entities = context.entities
    }

    /// Checks an assertion.
    ///
    /// - Throws: ``Failure`` if it does not hold, or is not known.
    func check(_ name: String, _ arguments: inout Arguments) async throws {
        let id = try arguments.required("session") { try $0.string($1) }
        let session = try entities.session(id).session
        let state = try arguments.string("state")
        try arguments.finish()
        switch name {
        case "assertSessionTransactionState":
            let actual = try await session.transactionState
            guard actual.name == state else {
                throw Failure("the transaction is \(actual.name), not \(state ?? "")")
            }
        case "assertSessionDirty", "assertSessionNotDirty":
            let isDirty = try await session.isDirty
            guard isDirty == (name == "assertSessionDirty") else {
                throw Failure("the session is \(isDirty ? "" : "not ")dirty")
            }
        case "assertSessionPinned", "assertSessionUnpinned":
            let server = try await session.pinnedServer
            guard (server != 0) == (name == "assertSessionPinned") else {
                throw Failure("the session is \(server == 0 ? "not " : "")pinned")
            }
        default: throw Failure("there is no operation \(name)")
        }
    }
}

extension TransactionState {
    /// What tests call the state.
    fileprivate var name: String {
        switch self {
        case .none: "none"
        case .starting: "starting"
        case .inProgress: "in_progress"
        case .committed: "committed"
        case .aborted: "aborted"
        }
    }
}
