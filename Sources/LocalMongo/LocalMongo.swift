public import Logging

/// A private mongod: a replica set of one that starts and stops with this process.
///
/// It is the engine that production uses, so nothing behaves differently with it.
/// It listens on the loopback interface alone and asks for a password. When it
/// ends by itself it is started again, at the same address; when this process
/// ends, no matter how, so does mongod.
public final class LocalMongo: Sendable {
    /// The address to connect to, which holds the password: never log it.
    public let uri: String

    private let supervisor: Supervisor

    private init(uri: String, supervisor: Supervisor) {
        self.uri = uri
        self.supervisor = supervisor
    }

    deinit {
        Task { [supervisor] in await supervisor.stop() }
    }

    /// Starts a mongod on the data in a folder, which is made if it is missing.
    ///
    /// Without an `executable` it is the mongod on `PATH`, or the one that `make`
    /// installed. A folder belongs to one process at a time.
    ///
    /// - Throws: ``LocalMongoError``; `CancellationError` when cancelled, with
    ///   mongod stopped.
    public static func start(
        dataFolder: String, executable: String? = nil, logger: Logger
    ) async throws -> LocalMongo {
        let executable = try MongodExecutable.find(explicit: executable)
        let folder = try DataFolder(dataFolder)
        let (server, run) = try await Server.launch(executable, on: folder)
        let set = ReplicaSet(
            port: server.port, password: folder.password, key: folder.key)
        do {
            try await set.prepare()
        } catch let error as CancellationError {
            await run.stop()
            throw error
        } catch {
            await run.stop()
            throw LocalMongoError.notUsable(reason: "\(error)", log: folder.log.path)
        }
        let supervisor = Supervisor(of: server, run: run, logger: logger)
        await supervisor.begin()
        return LocalMongo(uri: set.uri, supervisor: supervisor)
    }

    /// Stops mongod cleanly, and waits until it has ended.
    ///
    /// After twenty seconds it is killed, which loses nothing: it has a journal.
    public func stop() async {
        await supervisor.stop()
    }
}
