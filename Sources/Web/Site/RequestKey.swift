/// A value that a request opens when it is first asked for, and closes when it ends:
/// a connection, a session of the database, a file.
///
/// ```swift
/// let connection = RequestKey(
///     open: { try await pool.lend() }, close: { await pool.take(back: $0) })
///
/// let row = try await context.value(connection).row(42)
/// ```
///
/// It is closed whatever happens: the handler throws, its time is up, the visitor is
/// gone, the server stops. Each key has a value of its own in each request, which all
/// of the request's tasks share.
public struct RequestKey<Value: Sendable>: Sendable {
    private final class Identity: Sendable {}

    private let identity = Identity()
    let open: @Sendable () async throws -> Value
    let close: @Sendable (Value) async throws -> Void

    /// Makes a key; what `close` throws is logged, and keeps nothing else from being
    /// closed.
    public init(
        open: @escaping @Sendable () async throws -> Value,
        close: @escaping @Sendable (Value) async throws -> Void
    ) {
        self.open = open
        self.close = close
    }

    var id: ObjectIdentifier { ObjectIdentifier(identity) }
}
