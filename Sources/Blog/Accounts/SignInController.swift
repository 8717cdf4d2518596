import BSON
import Hummingbird
import Web

/// Signs people in and out.
struct SignInController: Feature {
    let users: UserStore
    let pages: Pages
    let passwords: PasswordHasher

    func addRoutes(to routes: Routes<AppContext>) {
        routes.get(Address.signIn, use: show)
        routes.post(Address.signIn, use: signIn)
        routes.post(Address.signOut, use: signOut)
    }

    /// Shows the form.
    @Sendable func show(request: Request, context: AppContext) async throws -> Response {
        let next = request.uri.queryParameters["next"].map(String.init)
        // Said on this page only, so that a crawler's visit stores nothing.
        if next != nil, context.local.user == nil { context.flashNow("Sign in to go on.") }
        return try await pages.page(
            \.signIn, SignInPage(username: "", next: next ?? Address.home()), in: context)
    }

    /// Signs in; a wrong password and an unknown name get the same answer after
    /// the same work.
    @Sendable func signIn(request: Request, context: AppContext) async throws -> Response {
        let form = try await context.form()
        let username = try form.one("username") ?? ""
        let next = try form.one("next") ?? Address.home()
        let user = try await users.find(username: username)
        let password = try form.one("password") ?? ""
        guard try await passwords.verify(password, against: user?.passwordHash), let user else {
            context.flashNow("That username and password do not belong together.", .error)
            return try await pages.page(
                \.signIn, SignInPage(username: username, next: next), in: context,
                status: .unprocessableContent)
        }
        try await rehash(password, of: user)
        try await context.session.signIn(user.id.description)
        await context.confirm("Welcome back, \(user.displayName).")
        return .seeOther(next)
    }

    /// Signs out.
    @Sendable func signOut(request: Request, context: AppContext) async throws -> Response {
        try await context.session.end()
        try await context.flash("You are signed out.")
        return .seeOther(Address.home())
    }

    /// Stores a stronger hash when the one at hand is of an older kind; only at
    /// sign-in is the password known.
    private func rehash(_ password: String, of user: User) async throws {
        guard passwords.needsRehash(user.passwordHash) else { return }
        let hash = try await passwords.hash(password)
        try await users.setPasswordHash(hash, of: user.id)
    }
}
