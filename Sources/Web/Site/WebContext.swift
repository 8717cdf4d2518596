public import Hummingbird
public import Logging
import Synchronization

/// Everything a handler knows about a request besides the request.
///
/// Copies share what they hold: what a middleware notes in `local`, the handler
/// and the page for errors see.
public struct WebContext<Local: RequestLocal>: RequestContext, Sendable {
    // All in one place, because a context is copied at every step to the handler.
    private final class Storage: Sendable {
        let source: WebContextSource
        // Of most requests nobody asks for it.
        let core = Mutex<CoreRequestContextStorage?>(nil)
        let local = Mutex(Local())

        init(_ source: WebContextSource) {
            self.source = source
        }
    }

    /// What a context is made from.
    public typealias Source = WebContextSource

    private let storage: Storage

    /// Makes the context of a new request.
    public init(source: WebContextSource) {
        storage = Storage(source)
    }

    /// What Hummingbird keeps.
    public var coreContext: CoreRequestContextStorage {
        get {
            storage.core.withLock { core in
                if let core { return core }
                let new = CoreRequestContextStorage(source: storage.source)
                core = new
                return new
            }
        }
        set { storage.core.withLock { $0 = newValue } }
    }

    var scope: RequestScope { storage.source.scope }

    /// The log, in which each line names the request.
    ///
    /// Made when there is something to say: most requests say nothing.
    public var logger: Logger {
        var logger = storage.source.logger
        logger[metadataKey: "request"] = "\(id)"
        return logger
    }

    /// The request's name in the log, in `X-Request-ID` and on error pages.
    public var id: String { scope.id }

    /// The address the connection comes from, without the port.
    public var clientAddress: String? { scope.clientAddress }

    /// What is remembered about the visitor.
    public var session: Session { scope.session }

    /// What the application adds.
    public var local: Local {
        get { storage.local.withLock { $0 } }
        nonmutating set { storage.local.withLock { $0 = newValue } }
    }

    /// Has `action` run when the request ends: also when the handler throws, the
    /// time is up or the visitor is gone.
    ///
    /// What was added last runs first. The request ends before the response is sent,
    /// unless it ``lastsUntilSent()``.
    public func onEnd(_ action: @escaping @Sendable () async -> Void) {
        scope.endActions.add(action)
    }

    /// Returns the request's own value of a key, opening it when it is first asked for.
    ///
    /// - Throws: what opening it throws.
    public func value<Value: Sendable>(_ key: RequestKey<Value>) async throws -> Value {
        try await scope.values.value(key, endActions: scope.endActions, logger: logger)
    }

    /// Lets the request last until its response has been sent, or could not be: for a
    /// body that streams out of something that the request holds.
    public func lastsUntilSent() {
        scope.lastUntilSent()
    }

    /// Returns a part of the address by its name in the route, decoded.
    ///
    /// - Throws: `HTTPError(.notFound)` if it is not UTF-8 in good escapes.
    public func parameter(_ name: String) throws -> String {
        try PathSegment.decoded(parameters.get(name))
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
