import Web

/// The form that changes a person's password, with what is wrong with it.
struct PasswordForm: Sendable {
    private(set) var current = ""
    private(set) var new = ""

    var currentProblem: String?
    var newProblem: String?

    init() {}

    /// A form as the browser sent it, checked but for the current password.
    ///
    /// - Throws: `HTTPError` 400 when a field came twice.
    init(_ form: Form, username: String) throws {
        current = try form.one("currentPassword") ?? ""
        new = try form.one("newPassword") ?? ""
        newProblem = PasswordRule.problem(with: new, of: username)
    }

    /// Whether the password can be changed as it is.
    var isComplete: Bool { currentProblem == nil && newProblem == nil }
}
