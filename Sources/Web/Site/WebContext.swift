public import Hummingbird
import Logging
import Synchronization

/// Everything a handler knows about a request besides the request.
///
/// Copies share what they hold: what a middleware notes in `local`, the handler
/// and the page for errors see.
public struct WebContext<Local: RequestLocal>: RequestContext, Sendable {
    private final class Box: Sendable {
        let local = Mutex(Local())
    }

    /// What a context is made from.
    public typealias Source = WebContextSource

    /// What Hummingbird keeps.
    public var coreContext: CoreRequestContextStorage

    let scope: RequestScope
    private let box = Box()

    /// Makes the context of a new request.
    public init(source: WebContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        scope = source.scope
    }

    /// The request's name in the log, in `X-Request-ID` and on error pages.
    public var id: String { scope.id }

    /// The address the connection comes from, without the port.
    public var clientAddress: String? { scope.clientAddress }

    /// What is remembered about the visitor.
    public var session: Session { scope.session }

    /// What the application adds.
    public var local: Local {
        get { box.local.withLock { $0 } }
        nonmutating set { box.local.withLock { $0 = newValue } }
    }

    /// Has `action` run when the request ends: also when the handler throws, the
    /// time is up or the visitor is gone.
    public func onEnd(_ action: @escaping @Sendable () async -> Void) {
        scope.endActions.add(action)
    }

    /// Returns a part of the address by its name in the route, decoded.
    ///
    /// - Throws: `HTTPError(.notFound)` if it is not UTF-8 in good escapes.
    public func parameter(_ name: String) throws -> String {
        guard let raw = parameters.get(name),
            let text = PercentEncoding.decode(raw.utf8, plusIsSpace: false)
        else { throw HTTPError(.notFound) }
        return text
    }

    /// Returns the form that came with the request; its token is checked already.
    ///
    /// Without `limits`, those of the settings hold. Limits that let files in also
    /// give the request the time that an upload may take.
    ///
    /// - Throws: `HTTPError` if there is no form, a broken one or too much of it.
    public func form(_ limits: FormLimits? = nil) async throws -> Form {
        if let limits, limits.files > 0 { scope.expectFiles() }
        return try await scope.form.form(limits)
    }

    /// Returns the words of a form whose request has failed, without its files,
    /// so that the page for the failure can give them back.
    ///
    /// The form's token may be what was wrong: show the words, do nothing else.
    /// Returns `nil` unless a page of this site sent them, or a browser that has
    /// been here and nothing tells of another site: what strangers send is neither
    /// read nor shown.
    public func formWords() async -> Form? {
        guard scope.isFromOwnPage else { return nil }
        return await scope.form.words()
    }

    /// The messages for the visitor, shown once.
    public var flash: FlashMessages { FlashMessages(scope: scope, logger: logger) }

    /// Returns what a form on the page must carry in the field
    /// `FormToken.fieldName`.
    public func formToken() async -> String {
        scope.doNotStore()
        return await session.formToken()
    }

    /// Keeps every cache from storing the response.
    public func doNotStore() {
        scope.doNotStore()
    }
}
