import FoundationEssentials
import Logging
import ServiceLifecycle
import UnixSignals
import Web

/// Reads the certificate anew when its file changes, and at SIGHUP.
struct CertificateWatch: Service {
    private static let pause = Duration.seconds(60)

    let tls: TLSContext
    let files: ServeSettings.Certificate
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await lookAtFile() }
                group.addTask {
                    for await _ in await UnixSignalsSequence(trapping: .sighup) { reload() }
                }
            }
        }
    }

    private func lookAtFile() async {
        var seen = change
        while (try? await Task.sleep(for: Self.pause)) != nil {
            let now = change
            if now != seen {
                reload()
                seen = now
            }
        }
    }

    /// When either file last changed.
    private var change: [Date?] {
        [files.certificate, files.key].map { path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return attributes?[.modificationDate] as? Date
        }
    }

    private func reload() {
        do {
            try tls.reload()
            logger.notice("The certificate was read anew")
        } catch {
            logger.error(
                "The certificate is no good; the old one is kept", metadata: ["error": "\(error)"])
        }
    }
}
