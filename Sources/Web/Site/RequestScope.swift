import Hummingbird
import Synchronization

/// What lives as long as one request, shared by every copy of its context.
final class RequestScope: Sendable {
    private struct State {
        var flashes: [Flash] = []
        var isNotStored = false
        var isFromOwnPage = false
        var expectsFiles = false
        var lastsUntilSent = false
        var shown: Set<String> = []
    }

    let id: String
    let clientAddress: String?
    let session: Session
    let intake: BodyIntake
    let body: BodyReader
    let form: FormReader
    let endActions: EndActions
    let values = RequestValues()

    /// Whether a page made now is one that a person sees: only then are messages
    /// shown, and gone.
    let showsFlashes: Bool

    private let state = Mutex(State())

    init(
        request: Request, clientAddress: String?, intake: BodyIntake, sessions: SessionService,
        settings: WebSettings
    ) {
        let endActions = EndActions()
        id = RequestID.of(request.headers)
        self.clientAddress = clientAddress
        self.endActions = endActions
        session = Session(service: sessions, headers: request.headers, address: clientAddress)
        self.intake = intake
        body = BodyReader(request.body, intake: intake)
        form = FormReader(request: request, body: body, settings: settings) { file in
            // Not the file itself: one that is dropped is closed at once.
            let path = file.path
            endActions.add { TemporaryFile.remove(path) }
        }
        showsFlashes = request.isSeenByPerson
    }

    /// Whether no cache may keep the response.
    var isNotStored: Bool { state.withLock { $0.isNotStored } }

    func doNotStore() {
        state.withLock { $0.isNotStored = true }
    }

    /// Whether the request is taken to come from a page of this site.
    var isFromOwnPage: Bool { state.withLock { $0.isFromOwnPage } }

    func noteOwnPage() {
        state.withLock { $0.isFromOwnPage = true }
    }

    /// Whether the handler takes files, for which there is more time.
    var expectsFiles: Bool { state.withLock { $0.expectsFiles } }

    func expectFiles() {
        state.withLock { $0.expectsFiles = true }
    }

    /// Whether the body of the response still needs what the request holds.
    var lastsUntilSent: Bool { state.withLock { $0.lastsUntilSent } }

    func lastUntilSent() {
        state.withLock { $0.lastsUntilSent = true }
    }

    /// What the page shows, as tags.
    var shown: Set<String> { state.withLock { $0.shown } }

    func show(_ tags: some Sequence<String>) {
        state.withLock { $0.shown.formUnion(tags) }
    }

    /// Messages for this page only.
    var flashes: [Flash] { state.withLock { $0.flashes } }

    func append(_ flash: Flash) {
        state.withLock { $0.flashes.append(flash) }
    }
}
