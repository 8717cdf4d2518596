import FoundationEssentials
import Templates
import Web

/// A place where somebody is signed in, as the list of them shows it.
struct SessionView: TemplateData {
    private let session: SessionSummary
    private let now = Date.now

    init(_ session: SessionSummary) {
        self.session = session
    }

    static let fields: TemplateFields<SessionView> = [
        "id": .text { $0.session.id.description },
        "browser": .text { $0.session.browser },
        "address": .optionalText { $0.session.address },
        "isCurrent": .flag { $0.session.isCurrent },
        "isRemembered": .flag { $0.session.isRemembered },
        "since": .text { PageDate($0.session.createdAt).text },
        "sinceMachine": .text { PageDate($0.session.createdAt).iso },
        "lastSeen": .text { PageDate($0.session.lastSeenAt).distance(to: $0.now) },
        "lastSeenMachine": .text { PageDate($0.session.lastSeenAt).iso },
    ]
}
