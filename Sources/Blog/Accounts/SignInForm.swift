import Web

/// The form in which people sign in, as it was filled in.
struct SignInForm: Sendable {
    var username = ""
    /// Never shown again.
    private(set) var password = ""
    /// Whether to stay signed in when the browser is closed.
    var isRemembered = false
    /// The address to go to afterwards.
    var next = Address.home()

    init(next: String) {
        self.next = next
    }

    /// A form as the browser sent it.
    ///
    /// - Throws: `HTTPError` 400 when a field came twice.
    init(_ form: Form) throws {
        username = try form.one("username") ?? ""
        password = try form.one("password") ?? ""
        isRemembered = try form.one("remember") != nil
        next = try form.one("next") ?? Address.home()
    }

    /// What tries are counted by: the username as accounts are found by it.
    var account: String { username.lowercased() }
}
