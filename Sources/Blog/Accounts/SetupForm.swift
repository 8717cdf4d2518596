import Web

/// The form that makes the site and its owner's account.
struct SetupForm: FormModel {
    var account = AccountForm()
    var siteTitle = ""

    static let fields: [FormField<SetupForm>] =
        FormField.fields(of: \.account) + [
            .field(
                "siteTitle", \.siteTitle, tidy: \.oneLine,
                .must("Give the site a name.") { !$0.isEmpty }, .isShortName)
        ]

    static func check(_ form: inout FilledForm<SetupForm>) {
        if let problem = form.account.passwordProblem { form.blame(\.account.password, problem) }
    }
}
