import Templates
import Web

/// The form that makes the site and its owner's account.
@TemplateData
struct SetupPage: PageContent {
    @NotShown let form: FilledForm<SetupForm>

    var blogTitle: String { form.siteTitle }
    var blogTitleError: String? { form.problem(\.siteTitle) }
    var username: String { form.account.username }
    var usernameError: String? { form.problem(\.account.username) }
    var displayName: String { form.account.displayName }
    var displayNameError: String? { form.problem(\.account.displayName) }
    var passwordError: String? { form.problem(\.account.password) }
    var minimumPasswordLength: Int { PasswordRule.minimumLength }

    static let hasForm = true
}
