import Synchronization

/// The files of a form that lie where they are to stay, until the request ends.
///
/// Those that nobody keeps are discarded then: when the form turns out to be bad, the
/// handler fails or the visitor is gone, nothing is left.
public final class StoredFiles<Stored: Sendable>: Sendable {
    private let destination: FileDestination<Stored>
    private let files = Mutex<[(field: String, file: Stored)]>([])

    init(_ destination: FileDestination<Stored>) {
        self.destination = destination
    }

    /// Returns the files of a field that nobody has kept yet, in order.
    public subscript(_ field: String) -> [Stored] {
        files.withLock { $0.filter { $0.field == field }.map(\.file) }
    }

    /// Returns the files of a field, which stay from now on.
    public func keep(_ field: String) -> [Stored] {
        files.withLock { files in
            defer { files.removeAll { $0.field == field } }
            return files.filter { $0.field == field }.map(\.file)
        }
    }

    func receive(_ incoming: IncomingFile) async throws {
        let stored = try await destination.store(incoming)
        files.withLock { $0.append((incoming.field, stored)) }
    }

    /// Takes back what nobody kept, also in a request that was cancelled.
    func discardRest() async {
        let rest = files.withLock { files in
            defer { files = [] }
            return files.map(\.file)
        }
        await Task { [destination] in
            for file in rest { await destination.discard(file) }
        }.value
    }
}
