import HTTPTypes
public import Hummingbird
import HummingbirdCore
public import Logging
public import NIOCore

/// Leads who comes over plain HTTP to the site's own address.
///
/// Browsers that have been there come no more: they remember that the site uses TLS.
public enum SecureRedirect {
    /// Builds a service that redirects every request, behind the same guards as the site.
    public static func application(
        settings: WebSettings, address: BindAddress,
        onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }, logger: Logger
    ) -> some ApplicationProtocol {
        var settings = settings
        settings.tls = nil
        let origin = settings.origin ?? ""
        @Sendable func redirect(_ request: Request) -> Response {
            Response(status: .permanentRedirect, headers: [.location: origin + path(of: request)])
        }
        return Application(
            responder: CallbackResponder { (request: Request, _: BasicRequestContext) in
                redirect(request)
            },
            server: HTTPServerBuilder { [settings] _ in
                WebChannel(settings: settings) { request, _ in redirect(request) }
            },
            configuration: ApplicationConfiguration(
                address: address,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    settings.connections.connections)),
            onServerRunning: onServerRunning, logger: logger)
    }

    /// The target of a request, unless it is in a form that names no page of this site
    /// (RFC 9112 section 3.2).
    private static func path(of request: Request) -> String {
        guard let target = request.head.path, target.hasPrefix("/") else { return "/" }
        return target
    }
}
