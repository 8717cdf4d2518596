import Web

/// The form for a new account.
struct AccountForm: FormModel {
    /// The longest name in characters, of a person or of the site.
    static let maximumNameLength = 80

    /// The longest username in characters.
    static let maximumUsernameLength = 40

    var username = ""
    var displayName = ""
    /// Verified and stored exactly as typed (ASVS 6.2.8); never shown again.
    var password = ""

    static let fields: [FormField<AccountForm>] = [
        .field(
            "username", \.username, tidy: { $0.oneLine.lowercased() },
            .must("Choose a username.") { !$0.isEmpty },
            .must("Use at most \(maximumUsernameLength) characters.") {
                !$0.exceeds(maximumUsernameLength)
            },
            .must("Use letters, digits, hyphens and underscores only.") {
                $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            }),
        .field(
            "displayName", \.displayName, tidy: \.oneLine,
            .must("Give a name.") { !$0.isEmpty }, .isShortName),
        .field("password", \.password),
    ]
}

extension AccountForm {
    /// What is wrong with the password, also beside the username.
    var passwordProblem: String? { PasswordRule.problem(with: password, of: username) }

    static func check(_ form: inout FilledForm<AccountForm>) {
        if let problem = form.passwordProblem { form.blame(\.password, problem) }
    }
}

extension FormRule<String> {
    /// Short enough for the name of a person or of the site.
    static let isShortName = FormRule.must(
        "Use at most \(AccountForm.maximumNameLength) characters."
    ) { !$0.exceeds(AccountForm.maximumNameLength) }
}
