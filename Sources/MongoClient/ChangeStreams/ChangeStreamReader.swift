/// Hands out one change of a batch after the other.
final class ChangeStreamReader<Value: Sendable> {
    private let lease: ChangeStreamLease<Value>
    private var batch: ArraySlice<(value: Value, token: ResumeToken)> = []

    /// Where to go on after what was handed out last.
    private(set) var token: ResumeToken?

    init(_ lease: ChangeStreamLease<Value>) {
        self.lease = lease
        token = lease.token
    }

    nonisolated(nonsending) func next() async throws -> Value? {
        if batch.isEmpty {
            defer { if batch.isEmpty { token = lease.token } }
            batch = try await lease.next()[...]
        }
        guard let change = batch.popFirst() else { return nil }
        token = batch.isEmpty ? lease.token : change.token
        return change.value
    }
}
