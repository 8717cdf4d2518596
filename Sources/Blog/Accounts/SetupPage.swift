import Templates
import Web

/// The form that makes the site and its owner's account.
struct SetupPage: PageContent {
    let form: FilledForm<SetupForm>

    static let hasForm = true

    static let fields: TemplateFields<SetupPage> = [
        "blogTitle": .text { $0.form.siteTitle },
        "blogTitleError": .optionalText { $0.form.problem(\.siteTitle) },
        "username": .text { $0.form.account.username },
        "usernameError": .optionalText { $0.form.problem(\.account.username) },
        "displayName": .text { $0.form.account.displayName },
        "displayNameError": .optionalText { $0.form.problem(\.account.displayName) },
        "passwordError": .optionalText { $0.form.problem(\.account.password) },
        "minimumPasswordLength": .number { _ in PasswordRule.minimumLength },
    ]
}
