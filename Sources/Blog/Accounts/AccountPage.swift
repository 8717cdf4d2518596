import Templates
import Web

/// A person's own account.
@TemplateData
struct AccountPage: PageContent {
    let sessions: [SessionView]
    var hasOthers: Bool { sessions.count > 1 }
    var endSessionURL: String { Address.endSession() }
    var endOthersURL: String { Address.endOtherSessions() }
    var passwordURL: String { Address.accountPassword() }

    @NotShown let form: PasswordForm
    var currentPasswordError: String? { form.currentProblem }
    var newPasswordError: String? { form.newProblem }
    var minimumPasswordLength: Int { PasswordRule.minimumLength }

    static let hasForm = true
}
