import Templates
import Web

/// A person's own account.
struct AccountPage: PageContent {
    let sessions: [SessionSummary]
    let form: PasswordForm

    static let hasForm = true

    static let fields: TemplateFields<AccountPage> = [
        "sessions": .list { $0.sessions.map(SessionView.init) },
        "hasOthers": .flag { $0.sessions.count > 1 },
        "currentPasswordError": .optionalText { $0.form.currentProblem },
        "newPasswordError": .optionalText { $0.form.newProblem },
        "minimumPasswordLength": .number { _ in PasswordRule.minimumLength },
    ]
}
