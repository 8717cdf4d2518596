import HTTPTypes
public import Hummingbird
import HummingbirdCore
public import Logging

/// Leads who comes over plain HTTP to the site's own address.
///
/// Browsers that have been there come no more: they remember that the site uses TLS.
public enum SecureRedirect {
    /// Builds a service that redirects every request, behind the same guards as the site.
    public static func application(
        settings: WebSettings, address: BindAddress, logger: Logger
    ) -> some ApplicationProtocol {
        var settings = settings
        settings.tls = nil
        let origin = settings.origin ?? ""
        return Application(
            responder: CallbackResponder { (request: Request, _: BasicRequestContext) in
                Response(
                    status: .permanentRedirect,
                    headers: [.location: origin + (request.head.path ?? "/")])
            },
            server: HTTPServerBuilder { [settings] responder in
                WebChannel(settings: settings, responder: responder)
            },
            configuration: ApplicationConfiguration(
                address: address,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    settings.connections.connections)),
            logger: logger)
    }
}
