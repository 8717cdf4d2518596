import Templates

/// The pages about people and their accounts.
struct AccountTemplates: Sendable {
    let setup: Template<Chrome, SetupPage>
    let signIn: Template<Chrome, SignInPage>
    let people: Template<Chrome, PeoplePage>
    let account: Template<Chrome, AccountPage>

    init(_ library: TemplateLibrary) throws(TemplateError) {
        let folder = TemplateFolder("accounts", in: library)
        setup = try folder.page("setup")
        signIn = try folder.page("signin")
        people = try folder.page("people")
        account = try folder.page("account")
    }
}
