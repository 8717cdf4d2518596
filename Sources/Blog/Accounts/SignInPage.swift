import Templates

/// The page on which people sign in.
struct SignInPage: PageContent {
    let form: SignInForm

    static let hasForm = true

    static let fields: TemplateFields<SignInPage> = [
        "username": .text { $0.form.username },
        "isRemembered": .flag { $0.form.isRemembered },
        "next": .text { $0.form.next },
    ]
}
