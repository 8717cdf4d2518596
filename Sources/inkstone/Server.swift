import Blog
import FoundationEssentials
import Hummingbird
import LocalMongo
import Logging
import MongoClient
import RenderCache
import ServiceLifecycle
import SystemPackage
import UnixSignals
import Web

/// One run of the blog, from its database to its last answered request.
struct Server: Sendable {
    /// How long requests in flight may take when the server is asked to end.
    private static let patience = Duration.seconds(8)

    /// How many files are kept for what are no visitors: the database, uploads, logs.
    private static let ownDescriptors = 200

    let settings: ServeSettings
    let logger: Logger

    /// Serves until the process is asked to end.
    ///
    /// - Throws: ``StartProblem``.
    func run() async throws {
        try makeFolders()
        guard let uri = settings.mongoURI else { return try await runWithPrivateMongo() }
        try await serve(from: uri, dataLie: "in the MongoDB server that MONGODB_URI names")
    }

    private func runWithPrivateMongo() async throws {
        let folder = settings.dataFolder + "/mongodb"
        let mongo: LocalMongo
        do {
            mongo = try await LocalMongo.start(dataFolder: folder, logger: logger)
        } catch {
            throw StartProblem("\(error)")
        }
        do {
            try await serve(from: mongo.uri, dataLie: "in \(settings.dataFolder)")
            await mongo.stop()
        } catch {
            await mongo.stop()
            throw error
        }
    }

    private func serve(from uri: String, dataLie place: String) async throws {
        // Building an index of many posts may take its time; a visitor's page may
        // not. Two tries and a search for the server stay below five seconds.
        try await prepare(uri, waitingFor: .seconds(3600))
        let client = try await connect(to: uri, waitingFor: .milliseconds(1500))
        do {
            let database = BlogDatabase(client.blogDatabase)
            let web = try webSettings()
            let settings = try blogSettings(web)
            let blog = try Blog(settings: settings, database: database, logger: logger)
            try await serve(blog, web, dataLie: place)
            await settings.cache.close()
            await client.close()
        } catch {
            await client.close()
            throw error as? StartProblem ?? StartProblem("\(error)")
        }
    }

    private func serve(_ blog: Blog, _ web: WebSettings, dataLie place: String) async throws {
        let application = try blog.application(
            address: .hostname(settings.host, port: settings.port)
        ) { channel in
            let port = channel.localAddress?.port ?? settings.port
            let scheme = web.tls == nil ? "http" : "https"
            announce(
                "Inkstone is at \(scheme)://\(settings.host):\(port)\n"
                    + "Posts and pictures are kept \(place).")
        }
        var services: [any Service] = [application]
        if let tls = web.tls, let files = settings.certificate {
            services.append(CertificateWatch(tls: tls, files: files, logger: logger))
        }
        if let port = settings.redirectPort {
            services.append(
                SecureRedirect.application(
                    settings: web, address: .hostname(settings.host, port: port), logger: logger))
        }
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)
        configuration.maximumGracefulShutdownDuration = Server.patience
        configuration.maximumCancellationDuration = Server.patience
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            // Some request did not end in time: the server ends all the same.
        }
    }

    /// Makes the indexes that are missing, and changes what an older release stored.
    private func prepare(_ uri: String, waitingFor timeout: Duration) async throws {
        let client = try await connect(to: uri, waitingFor: timeout)
        do {
            let database = BlogDatabase(client.blogDatabase)
            let indexes = try await database.makeIndexes()
            if !indexes.isEmpty {
                logger.notice("made indexes: \(indexes.joined(separator: ", "))")
            }
            let migrations = try await database.migrate()
            if !migrations.isEmpty {
                logger.info("made migrations: \(migrations.joined(separator: ", "))")
            }
            await client.close()
        } catch {
            await client.close()
            throw StartProblem("\(error)")
        }
    }

    private func connect(
        to uri: String, waitingFor socketTimeout: Duration
    ) async throws -> MongoClient {
        do {
            var options = MongoClient.Settings()
            options.socketTimeout = socketTimeout
            let client = try await MongoClient(uri: uri, settings: options, logger: logger)
            try await client.ping()
            return client
        } catch {
            let place =
                settings.mongoURI == nil ? "the private mongod" : "the database of MONGODB_URI"
            throw StartProblem("\(place) cannot be used: \(error.message)")
        }
    }

    private var uploadFolder: String { settings.dataFolder + "/uploads" }

    /// Makes the folders for data and for uploads on their way, and clears away
    /// the uploads that a killed server left behind.
    private func makeFolders() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: uploadFolder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            AbandonedUploads.remove(from: uploadFolder)
        } catch {
            throw StartProblem(
                "the data folder \(settings.dataFolder) cannot be used: choose another with --data."
            )
        }
    }

    private func webSettings() throws -> WebSettings {
        var web = WebSettings(secretKey: try secretKey(), origin: settings.url)
        web.hosts = settings.hosts
        web.uploadFolder = uploadFolder
        web.observing.metricsToken = settings.metricsToken
        web.proxies = settings.proxies
        web.transportSecurity = settings.transportSecurity
        web.files.atRoot = settings.rootFiles
        web.connections = settings.connections
        web.connections.connections = min(
            web.connections.connections, FileDescriptors.raiseLimit() - Server.ownDescriptors)
        web.tls = try settings.certificate.map(tlsContext)
        return web
    }

    private func tlsContext(_ files: ServeSettings.Certificate) throws -> TLSContext {
        do {
            return try TLSContext(
                certificate: files.certificate, key: files.key, offersHTTP2: settings.offersHTTP2)
        } catch {
            throw StartProblem(
                "\(files.certificate) and \(files.key) cannot be used together: \(error)")
        }
    }

    private func blogSettings(_ web: WebSettings) throws -> BlogSettings {
        var blog = BlogSettings(
            web: web, templates: settings.resources + "/templates",
            staticFiles: settings.resources + "/static",
            imageWorker: Executable.sibling("inkstone-image-worker"))
        blog.themes = settings.theme.map { [$0 + "/templates"] } ?? []
        blog.reloadsTemplates = settings.isDevelopment
        blog.cache = try cache()
        return blog
    }

    private func cache() throws -> any CacheStore {
        do {
            return try CacheStores.store(settings.cache, nameSpace: cacheNameSpace, logger: logger)
        } catch {
            throw StartProblem("the cache cannot be used: \(error)")
        }
    }

    /// Pages are judged by the log of one database: those of another have no place beside them.
    private var cacheNameSpace: String {
        let place = settings.mongoURI.map { MongoAddress($0).place } ?? settings.dataFolder
        return "inkstone-\(Digest.hex(of: place).prefix(16))"
    }

    private func secretKey() throws -> SecretKey {
        if let text = settings.secretKey {
            guard let key = SecretKey(text) else {
                throw StartProblem(
                    "INKSTONE_SECRET_KEY is not a key: make one with `openssl rand -hex 32`.")
            }
            return key
        }
        if settings.isProduction {
            throw StartProblem(
                "INKSTONE_SECRET_KEY is needed in production: make one with `openssl rand -hex 32`."
            )
        }
        return try SecretKey.load(orCreateAt: settings.dataFolder + "/secret-key")
    }

    /// Tells the person at the terminal, unbuffered, also when it is a pipe.
    private func announce(_ text: String) {
        _ = try? FileDescriptor.standardOutput.writeAll("\(text)\n".utf8)
    }
}

extension MongoClient {
    /// The database that the URI names, else one called `inkstone`.
    fileprivate var blogDatabase: MongoDatabase { database(defaultDatabaseName ?? "inkstone") }
}
