import Templates

/// The page on which people sign in.
@TemplateData
struct SignInPage: PageContent {
    @NotShown let form: SignInForm

    var username: String { form.username }
    var isRemembered: Bool { form.isRemembered }
    var next: String { form.next }

    static let hasForm = true
}
