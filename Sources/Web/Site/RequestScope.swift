import Hummingbird
import NIOCore
import Synchronization

/// What lives as long as one request, shared by every copy of its context.
final class RequestScope: Sendable {
    /// What reads the body.
    private struct Reading {
        let intake: BodyIntake
        let body: BodyReader
        let form: FormReader
    }

    private struct State {
        var reading: Reading?
        var flashes: [Flash] = []
        var isNotStored = false
        var isFromOwnPage = false
        var expectsFiles = false
        var lastsUntilSent = false
        var shown: Set<String> = []
    }

    let id: String
    let request: Request
    let sender: TrustedProxies.Sender
    /// What the request came over; a page that is made to be kept came over nothing.
    let connection: ConnectionContext?
    let session: Session
    let endActions = EndActions()
    let values = RequestValues()

    private let rules: BodyRules
    private let state = Mutex(State())

    init(
        _ request: Request, from sender: TrustedProxies.Sender = TrustedProxies.Sender(),
        over connection: ConnectionContext? = nil, rules: BodyRules, sessions: SessionService
    ) {
        id = RequestID.of(request.headers)
        self.request = request
        self.sender = sender
        self.connection = connection
        self.rules = rules
        session = Session(service: sessions, headers: request.headers, address: sender.address)
    }

    /// The address that the request comes from, without the port.
    var clientAddress: String? { sender.address }

    /// Whether who asked is gone.
    ///
    /// Who was refused may have ended their side, and still reads.
    var isForNobody: Bool {
        guard let connection, connection.refusal == nil else { return false }
        return connection.presence.isGone
    }

    /// Whether a page made now is one that a person sees: only then are messages
    /// shown, and gone.
    var showsFlashes: Bool { request.isSeenByPerson }

    /// What follows the question mark in the address.
    var query: String? { request.uri.query }

    var body: BodyReader { reading.body }

    var form: FormReader { reading.form }

    /// Ends the reading of the body, if it was ever begun.
    func endReading() {
        state.withLock { $0.reading }?.intake.end()
    }

    // Most requests have no body, or nobody reads it.
    private var reading: Reading {
        state.withLock { state in
            if let reading = state.reading { return reading }
            let intake = BodyIntake(
                request.head, flight: rules.flight, channel: connection?.channel)
            let body = BodyReader(request.body, intake: intake)
            let form = FormReader(request: request, body: body, rules: rules) {
                [endActions] file in
                // Not the file itself: one that is dropped is closed at once.
                let path = file.path
                endActions.add { TemporaryFile.remove(path) }
            }
            let reading = Reading(intake: intake, body: body, form: form)
            state.reading = reading
            return reading
        }
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
        state.withLock { state in for tag in tags { state.shown.insert(tag) } }
    }

    /// Messages for this page only.
    var flashes: [Flash] { state.withLock { $0.flashes } }

    func append(_ flash: Flash) {
        state.withLock { $0.flashes.append(flash) }
    }
}
