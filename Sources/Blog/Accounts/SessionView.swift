import FoundationEssentials
import Templates
import Web

/// A place where somebody is signed in, as the list of them shows it.
@TemplateData
struct SessionView {
    private let session: SessionSummary
    private let now = Date.now

    init(_ session: SessionSummary) {
        self.session = session
    }

    var id: String { session.id.description }
    var browser: String { session.browser }
    var address: String? { session.address }
    var isCurrent: Bool { session.isCurrent }
    var isRemembered: Bool { session.isRemembered }
    var since: String { PageDate(session.createdAt).text }
    var sinceMachine: String { PageDate(session.createdAt).iso }
    var lastSeen: String { PageDate(session.lastSeenAt).distance(to: now) }
    var lastSeenMachine: String { PageDate(session.lastSeenAt).iso }
}
