import Logging
import Synchronization

/// The values that a request has opened.
final class RequestValues: Sendable {
    // A task for each key, of the type that the key says.
    private let openings = Mutex<[ObjectIdentifier: any Sendable]>([:])

    /// Returns the value of a key, opened now unless it was before.
    ///
    /// - Throws: what opening it throws; the next one who asks tries again.
    func value<Value: Sendable>(
        _ key: RequestKey<Value>, endActions: EndActions, logger: Logger
    ) async throws -> Value {
        let opening = opening(of: key, endActions: endActions, logger: logger)
        do {
            return try await withTaskCancellationHandler {
                try await opening.value
            } onCancel: {
                opening.cancel()
            }
        } catch {
            openings.withLock { openings in
                if openings[key.id] as? Task<Value, any Error> == opening {
                    openings[key.id] = nil
                }
            }
            throw error
        }
    }

    private func opening<Value: Sendable>(
        of key: RequestKey<Value>, endActions: EndActions, logger: Logger
    ) -> Task<Value, any Error> {
        openings.withLock { openings in
            if let known = openings[key.id] as? Task<Value, any Error> { return known }
            let opening = Task { try await key.open() }
            openings[key.id] = opening
            endActions.add {
                // What is still being opened is waited for: it may have succeeded.
                opening.cancel()
                guard case .success(let value) = await opening.result else { return }
                do {
                    try await key.close(value)
                } catch {
                    logger.error(
                        "A value of the request could not be closed",
                        metadata: ["error": "\(String(reflecting: error))"])
                }
            }
            return opening
        }
    }
}
