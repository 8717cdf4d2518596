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
        while batch.isEmpty, !lease.isFinished { try await fill() }
        guard let change = batch.popFirst() else { return nil }
        token = batch.isEmpty ? lease.token : change.token
        return change.value
    }

    nonisolated(nonsending) func nextBatch() async throws -> [Value]? {
        if batch.isEmpty {
            guard !lease.isFinished else { return nil }
            try await fill()
        }
        defer {
            batch = []
            token = lease.token
        }
        return batch.map(\.value)
    }

    nonisolated(nonsending) private func fill() async throws {
        defer { if batch.isEmpty { token = lease.token } }
        batch = try await lease.next()[...]
    }
}
