import BSON
import Hummingbird
import Web

/// Signs people in and out.
struct SignInController: Sendable {
    let users: UserStore
    let pages: Pages
    let passwords: PasswordHasher

    func addRoutes(to group: some RouterMethods<AppContext>) {
        group.get("signin", use: show)
        group.post("signin", use: signIn)
        group.post("signout", use: signOut)
    }

    /// Shows the form.
    @Sendable func show(request: Request, context: AppContext) async throws -> Response {
        let next = request.uri.queryParameters["next"].map(String.init) ?? Address.home
        return try await pages.page(
            \.signIn, SignInPage(username: "", next: next), in: context)
    }

    /// Signs in; a wrong password and an unknown name get the same answer after
    /// the same work.
    @Sendable func signIn(request: Request, context: AppContext) async throws -> Response {
        let form = try await context.form()
        let username = try form.one("username") ?? ""
        let next = try form.one("next") ?? Address.home
        let user = try await users.find(username: username)
        let password = try form.one("password") ?? ""
        guard try await passwords.verify(password, against: user?.passwordHash), let user else {
            context.flashNow("That username and password do not belong together.", .error)
            return try await pages.page(
                \.signIn, SignInPage(username: username, next: next), in: context,
                status: .unprocessableContent)
        }
        try await context.session.signIn(user.id.description)
        try await context.flash("Welcome back, \(user.displayName).", .success)
        return .seeOther(next)
    }

    /// Signs out.
    @Sendable func signOut(request: Request, context: AppContext) async throws -> Response {
        try await context.session.end()
        try await context.flash("You are signed out.")
        return .seeOther(Address.home)
    }
}
