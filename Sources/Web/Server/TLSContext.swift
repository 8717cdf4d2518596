public import FoundationEssentials
import NIOCore
import NIOSSL
import Synchronization

/// What new connections speak TLS with: a certificate and its key, read from files.
///
/// It can be read anew while the site runs; connections that are open keep what they
/// began with.
public final class TLSContext: Sendable {
    private let certificate: String
    private let key: String
    private let protocols: [String]
    private let context: Mutex<NIOSSLContext>

    /// Reads the certificate with its chain, and the key, both as PEM.
    ///
    /// - Throws: `NIOSSLError` or an error of the file system if they cannot be used
    ///   together.
    public init(certificate: String, key: String, offersHTTP2: Bool = true) throws {
        self.certificate = certificate
        self.key = key
        protocols = offersHTTP2 ? ["h2", "http/1.1"] : ["http/1.1"]
        context = Mutex(try Self.read(certificate, key, protocols))
    }

    /// Reads the files again; if they are no good, everything stays as it was.
    ///
    /// - Throws: as `init`.
    public func reload() throws {
        let new = try Self.read(certificate, key, protocols)
        context.withLock { $0 = new }
    }

    func makeHandler() -> NIOSSLServerHandler {
        NIOSSLServerHandler(context: context.withLock { $0 })
    }

    private static func read(
        _ certificate: String, _ key: String, _ protocols: [String]
    ) throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile(certificate)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = protocols
        // Everything has gone when a connection is closed. NIOSSL then waits this long for the
        // client's goodbye, also when it comes at once, and a server that stops waits with it.
        configuration.shutdownTimeout = .seconds(2)
        return try NIOSSLContext(configuration: configuration)
    }
}

extension TLSContext {
    /// Returns when the first certificate of a file ends, or `nil` if there is none.
    public static func expiry(ofCertificate path: String) -> Date? {
        let certificate = try? NIOSSLCertificate.fromPEMFile(path).first
        return certificate.map { Date(timeIntervalSince1970: Double($0.notValidAfter)) }
    }
}
