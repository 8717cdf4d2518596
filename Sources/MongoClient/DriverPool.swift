import CMongoC
import Dispatch

/// The driver's own pool of clients, which shares what is known of the servers.
///
/// Nobody ever waits in it: ``ConnectionPool`` hands out at most as many
/// connections as it has clients. It is destroyed when the last connection is.
@safe
final class DriverPool: Sendable {
    /// The number of connections, by the address or else by the settings.
    let maximumConnections: Int

    /// The database that the address names.
    let defaultDatabaseName: String?

    /// Opens when the pool is destroyed.
    let isDestroyed = Gate()

    /// Hears of the pool's events; the driver calls it but does not keep it.
    let monitor: Monitor

    // The driver documents its pool as safe to use from any thread.
    nonisolated(unsafe) private let handle: OpaquePointer

    /// Opens the pool of `address`.
    ///
    /// Looking up addresses blocks, so that a thread outside Swift's own does it.
    ///
    /// - Throws: ``MongoError`` if the address is not valid or cannot be looked up.
    static func open(
        _ address: String, settings: MongoClient.Settings, monitor: Monitor
    ) async throws(MongoError) -> DriverPool {
        Driver.ready
        let result = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    returning: Result { () throws(MongoError) in
                        try DriverPool(address, settings: settings, monitor: monitor)
                    })
            }
        }
        return try result.get()
    }

    private init(
        _ address: String, settings: MongoClient.Settings, monitor: Monitor
    ) throws(MongoError) {
        guard !address.utf8.contains(0) else {
            throw .invalidAddress(reason: "it contains a NUL")
        }
        var limits = cmongoc_settings()
        limits.maximum_connections = Int32(clamping: settings.maximumConnections)
        limits.server_selection_milliseconds = settings.serverSelectionTimeout.milliseconds
        limits.connect_milliseconds = settings.connectTimeout.milliseconds
        limits.socket_milliseconds = settings.socketTimeout.milliseconds
        var database: UnsafeMutablePointer<CChar>?
        var error = bson_error_t()
        let handle = unsafe cmongoc_pool_new(
            address, settings.applicationName, &limits, &database, &error)
        defer { unsafe bson_free(database) }
        guard let handle = unsafe handle else {
            throw .invalidAddress(reason: error.text)
        }
        if let api = settings.serverAPI,
            unsafe !cmongoc_pool_declare_api(
                handle, api.isStrict.flag, api.refusesDeprecated.flag, &error)
        {
            unsafe mongoc_client_pool_destroy(handle)
            throw MongoError(error, reply: Span(), operation: "connect")
        }
        unsafe self.handle = handle
        self.monitor = monitor
        unsafe monitor.observe(handle)
        maximumConnections = Int(limits.maximum_connections)
        defaultDatabaseName = unsafe database.map { unsafe String(cString: $0) }
    }

    deinit {
        // It says goodbye to the server and joins threads: not on the caller's.
        // Nobody else holds the pool any more, so handing it over is safe.
        nonisolated(unsafe) let handle = unsafe handle
        let (monitor, isDestroyed) = (monitor, isDestroyed)
        DispatchQueue.global().async {
            withExtendedLifetime(monitor) { unsafe mongoc_client_pool_destroy(handle) }
            isDestroyed.open()
        }
    }

    /// Takes a client out; `nil` if all are out.
    func pop() -> OpaquePointer? {
        guard let client = unsafe mongoc_client_pool_try_pop(handle) else { return nil }
        unsafe cmongoc_client_read_directly(client)
        return unsafe client
    }

    /// Puts a client back.
    func push(_ client: OpaquePointer) {
        unsafe mongoc_client_pool_push(handle, client)
    }
}

extension Bool? {
    /// One or zero, or -1 where nothing is said.
    fileprivate var flag: Int32 { map { $0 ? 1 : 0 } ?? -1 }
}

extension Duration {
    /// Whole milliseconds, at least one, as the driver counts; at most 24 days.
    package var milliseconds: Int32 {
        Int32(min(max(self / .milliseconds(1), 1), Double(Int32.max)))
    }
}
