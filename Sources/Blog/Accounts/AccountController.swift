import BSON
import HTTPTypes
import Hummingbird
import Logging
import Web

/// Lets people look after their own account: the password, and where they are signed in.
struct AccountController: Feature {
    let users: UserStore
    let pages: Pages
    let passwords: PasswordHasher
    let throttle: SignInThrottle

    func addRoutes(to routes: Routes<AppContext>) {
        routes.get(Address.account, use: show)
        routes.post(Address.accountPassword, use: changePassword)
        routes.post(Address.endSession, use: endSession)
        routes.post(Address.endOtherSessions, use: endOtherSessions)
    }

    /// Shows the account.
    @Sendable func show(request: Request, context: AppContext) async throws -> Response {
        try await page(PasswordForm(), in: context, status: .ok)
    }

    /// Changes the password, and signs out everywhere else: whoever knew the old one
    /// may be there.
    @Sendable func changePassword(request: Request, context: AppContext) async throws -> Response {
        let user = try context.requireUser()
        var form = try PasswordForm(try await context.form(), username: user.username)
        if form.isComplete, try await !isCurrent(form.current, of: user, request, context) {
            form.currentProblem = "That is not your password."
        }
        guard form.isComplete else {
            return try await page(form, in: context, status: .unprocessableContent)
        }
        try await users.setPasswordHash(try await passwords.hash(form.new), of: user.id)
        await signOutElsewhere(context)
        return .seeOther(Address.account())
    }

    /// Signs out in one place.
    @Sendable func endSession(request: Request, context: AppContext) async throws -> Response {
        try context.requireUser()
        let id = SessionID(try await context.form().one("session") ?? "")
        if let id, try await context.session.end(id) {
            await context.confirm("You are signed out there.")
        } else {
            try await context.flash("You were signed out there already.")
        }
        return .seeOther(Address.account())
    }

    /// Signs out everywhere else.
    @Sendable func endOtherSessions(
        request: Request, context: AppContext
    ) async throws -> Response {
        try context.requireUser()
        try await context.session.endOthers()
        await context.confirm("You are signed in on this device only.")
        return .seeOther(Address.account())
    }

    private func page(
        _ form: PasswordForm, in context: AppContext, status: HTTPResponse.Status
    ) async throws -> Response {
        try context.requireUser()
        let sessions = try await context.session.everywhere().map(SessionView.init)
        return try await pages.page(
            \.accounts.account, AccountPage(sessions: sessions, form: form), in: context,
            status: status)
    }

    /// Tells whether a password is a person's own.
    ///
    /// Counted apart from signing in: whoever found a browser open may not guess on,
    /// and strangers at the door keep nobody from changing a password.
    private func isCurrent(
        _ password: String, of user: User, _ request: Request, _ context: AppContext
    ) async throws -> Bool {
        try await throttle.attempt(
            "password of \(user.id)", headers: request.headers, address: context.clientAddress
        ) {
            try await passwords.verify(password, against: user.passwordHash)
        }
    }

    /// The password is changed already, so a failure here must not say otherwise.
    private func signOutElsewhere(_ context: AppContext) async {
        do {
            try await context.session.renew()
            try await context.session.endOthers()
            await context.confirm(
                "Your password is changed, and you are signed in on this device only.")
        } catch {
            context.logger.error(
                "Sessions outlived a change of password", metadata: ["error": "\(error)"])
            await context.confirm(
                "Your password is changed, but you may still be signed in elsewhere. "
                    + "Sign out there below.", .warning)
        }
    }
}
