import Templates

/// The form that makes the site and its owner's account.
struct SetupPage: PageContent {
    let form: AccountForm

    static let hasForm = true

    static let fields: TemplateFields<SetupPage> = [
        "blogTitle": .text { $0.form.siteTitle },
        "blogTitleError": .optionalText { $0.form.siteTitleProblem },
        "username": .text { $0.form.username },
        "usernameError": .optionalText { $0.form.usernameProblem },
        "displayName": .text { $0.form.displayName },
        "displayNameError": .optionalText { $0.form.displayNameProblem },
        "passwordError": .optionalText { $0.form.passwordProblem },
        "minimumPasswordLength": .number { _ in PasswordRule.minimumLength },
    ]
}
