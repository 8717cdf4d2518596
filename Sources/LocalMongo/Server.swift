/// Which mongod to run, on which data, and how.
struct Server: Sendable {
    let executable: String
    let folder: DataFolder
    let port: Int

    /// Starts a run.
    func start() -> ServerRun {
        ServerRun(
            of: Keeper(executable: executable, arguments: arguments, log: folder.log.path),
            log: folder.log)
    }

    private var arguments: [String] {
        [
            "--dbpath", folder.database,
            "--port", "\(port)", "--bind_ip", "127.0.0.1", "--nounixsocket",
            "--replSet", ReplicaSet.name, "--auth", "--keyFile", folder.keyFile,
            "--logpath", folder.log.path, "--logappend", "--logRotate", "reopen", "--quiet",
            // A blog's database is small, and so may be the machine it shares.
            "--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "512",
            "--setParameter", "diagnosticDataCollectionEnabled=false",
            "--setParameter", "enableLocalhostAuthBypass=false",
            // There is no other member to hand over to, so do not wait for one.
            "--setParameter", "shutdownTimeoutMillisForSignaledShutdown=0",
        ]
    }
}

extension Server {
    /// Starts a run on the folder, and waits until it takes connections.
    ///
    /// The port is that of the last start, or another one if that is taken.
    /// After a kill, the mongod of the last start may still be stopping: then
    /// this waits until it has.
    static func launch(
        _ executable: String, on folder: DataFolder
    ) async throws -> (server: Server, run: ServerRun) {
        let deadline = ContinuousClock.now + .seconds(30)
        var port = folder.lastPort
        while true {
            let server = Server(
                executable: executable, folder: folder, port: port ?? randomPort())
            let run = server.start()
            do {
                try await run.waitUntilReady()
                try folder.keep(port: server.port)
                return (server, run)
            } catch LocalMongoError.ended(code: portTaken, _, _)
                where ContinuousClock.now < deadline
            {
                port = nil
            } catch LocalMongoError.ended where folder.log.saysFilesInUse {
                guard ContinuousClock.now < deadline else {
                    throw LocalMongoError.folderInUse(path: folder.path)
                }
                try await Task.sleep(for: .milliseconds(200))
            } catch {
                await run.stop()
                throw error
            }
        }
    }

    /// How mongod's exit says that it cannot listen on its port.
    private static let portTaken: Int32 = 48

    /// Picks a port below those which Linux hands out to outgoing connections.
    ///
    /// It may be taken; mongod then says so.
    private static func randomPort() -> Int {
        .random(in: 20_000..<32_000)
    }
}
