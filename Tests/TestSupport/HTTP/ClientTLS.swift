import NIOSSL

/// How a test's connection speaks TLS.
package struct ClientTLS: Sendable {
    private let context: NIOSSLContext

    /// Trusts one certificate and no other.
    package init(trusting certificate: TestCertificate, protocols: [String] = []) throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(
            try NIOSSLCertificate.fromPEMBytes(Array(certificate.certificate.utf8)))
        configuration.certificateVerification = .noHostnameVerification
        configuration.applicationProtocols = protocols
        context = try NIOSSLContext(configuration: configuration)
    }

    func handler() throws -> NIOSSLClientHandler {
        try NIOSSLClientHandler(context: context, serverHostname: nil)
    }
}
