import FoundationEssentials
import RenderCache
import Subprocess

/// A memcached that a test has to itself, and may stop.
struct MemcachedProcess: Sendable {
    /// Where it can be reached.
    let address: MemcachedAddress
    /// The port, if it has one.
    let port: Int

    private let send: @Sendable (Signal) throws -> Void

    /// Where a server listens.
    enum Place {
        /// A port that is free.
        case anyPort
        /// A port that a client knows already.
        case port(Int)
        case socket
    }

    /// Starts a server, and ends it with `body`.
    static func with(
        _ place: Place = .anyPort, options: [String] = [],
        _ body: (MemcachedProcess) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "memcached-\(UUID().uuidString.prefix(8))").path()
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var arguments = ["-t", "2", "-m", "64", "-U", "0", "-u", "root"] + options
        switch place {
        case .anyPort: arguments += ["-l", "127.0.0.1", "-p", "-1"]
        case .port(let port): arguments += ["-l", "127.0.0.1", "-p", "\(port)"]
        case .socket: arguments += ["-s", "\(folder)/socket"]
        }
        _ = try await run(
            .name("memcached"), arguments: Arguments(arguments),
            environment: .inherit.updating(["MEMCACHED_PORT_FILENAME": "\(folder)/port"]),
            input: .none, output: .discarded, error: .discarded
        ) { execution in
            // Also where it was stopped: a stopped process can be killed.
            defer { try? execution.send(signal: .kill) }
            let (address, port) = try await reached(place, in: folder)
            try await body(
                MemcachedProcess(address: address, port: port) { try execution.send(signal: $0) })
        }
    }

    /// Starts several servers.
    static func with(
        count: Int, _ body: ([MemcachedProcess]) async throws -> Void
    ) async throws {
        try await with(count: count, beside: [], body)
    }

    private static func with(
        count: Int, beside others: [MemcachedProcess],
        _ body: ([MemcachedProcess]) async throws -> Void
    ) async throws {
        guard count > 0 else { return try await body(others) }
        try await with { server in
            try await with(count: count - 1, beside: others + [server], body)
        }
    }

    /// Lets it accept connections, and say nothing.
    func hang() throws { try send(.suspend) }

    /// Lets it go on.
    func wake() throws { try send(.resume) }

    /// Ends it at once.
    func kill() throws { try send(.kill) }

    private static func reached(
        _ place: Place, in folder: String
    ) async throws -> (MemcachedAddress, Int) {
        if case .socket = place {
            let path = "\(folder)/socket"
            try await wait { FileManager.default.fileExists(atPath: path) }
            return (MemcachedAddress(path: path), 0)
        }
        var port: Int?
        try await wait {
            let text = try? String(contentsOfFile: "\(folder)/port", encoding: .utf8)
            port = text?.split(whereSeparator: \.isNewline).first?.split(separator: " ").last
                .flatMap { Int($0) }
            return port != nil
        }
        return (MemcachedAddress(host: "127.0.0.1", port: port ?? 0), port ?? 0)
    }

    private static func wait(until condition: () -> Bool) async throws {
        guard await eventually({ condition() }) else { throw NotStarted() }
    }

    private struct NotStarted: Error {}
}
