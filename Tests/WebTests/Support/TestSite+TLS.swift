import FoundationEssentials
import TestSupport
import Web

extension TestSite {
    /// Serves the test site over TLS, with its certificate in a folder of its own.
    static func runWithTLS(
        _ options: Options = Options(), routes: (Routes<TestContext>) -> Void = { _ in },
        _ body: (TestSite, TLSContext, URL) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "TestSite-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (certificate, key) = try TestCertificate.first.write(to: folder)
        let tls = try TLSContext(certificate: certificate, key: key)
        var options = options
        options.settings.tls = tls
        try await run(options, routes: routes) { site in try await body(site, tls, folder) }
    }
}
