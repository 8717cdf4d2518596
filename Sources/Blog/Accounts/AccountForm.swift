import Web

/// The form for a new account as it was filled in, with what is wrong with it.
struct AccountForm: Sendable {
    /// The longest name in characters, of a person or of the site.
    static let maximumNameLength = 80

    /// The longest username in characters.
    static let maximumUsernameLength = 40

    var username = ""
    var displayName = ""
    /// The name of the site; asked for at set-up only.
    var siteTitle = ""
    /// Verified and stored exactly as typed (ASVS 6.2.8); never shown again.
    private(set) var password = ""

    var usernameProblem: String?
    var displayNameProblem: String?
    var siteTitleProblem: String?
    var passwordProblem: String?

    init() {}

    /// A form as the browser sent it, checked.
    ///
    /// - Throws: `HTTPError` 400 when a field came twice.
    init(_ form: Form, asksForSite: Bool) throws {
        username = (try form.one("username") ?? "").oneLine.lowercased()
        displayName = (try form.one("displayName") ?? "").oneLine
        siteTitle = (try form.one("siteTitle") ?? "").oneLine
        password = try form.one("password") ?? ""
        checkUsername()
        displayNameProblem = AccountForm.problem(ofName: displayName, what: "a name")
        if asksForSite {
            siteTitleProblem = AccountForm.problem(ofName: siteTitle, what: "the site a name")
        }
        passwordProblem = PasswordRule.problem(with: password, of: username)
    }

    private mutating func checkUsername() {
        if username.isEmpty {
            usernameProblem = "Choose a username."
        } else if username.exceeds(AccountForm.maximumUsernameLength) {
            usernameProblem = "Use at most \(AccountForm.maximumUsernameLength) characters."
        } else if !username.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) {
            usernameProblem = "Use letters, digits, hyphens and underscores only."
        }
    }

    private static func problem(ofName name: String, what: String) -> String? {
        if name.isEmpty { return "Give \(what)." }
        if name.exceeds(maximumNameLength) { return "Use at most \(maximumNameLength) characters." }
        return nil
    }

    /// Whether the account can be made as it is.
    var isComplete: Bool {
        usernameProblem == nil && displayNameProblem == nil && siteTitleProblem == nil
            && passwordProblem == nil
    }
}
