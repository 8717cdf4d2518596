import BSON
import HTTPTypes
import Hummingbird
import Logging
import Web

/// Signs people in and out.
struct SignInController: Feature {
    let users: UserStore
    let pages: Pages
    let passwords: PasswordHasher
    let throttle: SignInThrottle

    func addRoutes(to routes: Routes<AppContext>) {
        routes.get(Address.signIn, use: show)
        routes.post(Address.signIn, use: signIn)
        routes.post(Address.signOut, use: signOut)
    }

    /// Shows the form.
    @Sendable func show(request: Request, context: AppContext) async throws -> Response {
        let next = try context.query("next")
        // Said on this page only, so that a crawler's visit stores nothing.
        if next != nil, context.local.user == nil { context.flash.now("Sign in to go on.") }
        return try await pages.page(
            \.accounts.signIn, SignInPage(form: SignInForm(next: next ?? Address.home())),
            in: context)
    }

    /// Signs in; a wrong password and an unknown name get the same answer after
    /// the same work.
    @Sendable func signIn(request: Request, context: AppContext) async throws -> Response {
        let form = try SignInForm(try await context.form())
        do {
            guard let user = try await user(form, request, context) else {
                return try await refusal(
                    form, "That username and password do not belong together.", in: context,
                    status: .unprocessableContent)
            }
            return try await welcome(user, form, request, context)
        } catch let error as TooManyTries {
            var response = try await refusal(
                form, "There were too many tries to sign in. \(error.advice)", in: context,
                status: .tooManyRequests)
            for field in error.headers { response.headers.append(field) }
            return response
        }
    }

    /// Signs out.
    @Sendable func signOut(request: Request, context: AppContext) async throws -> Response {
        try await context.session.end()
        try await context.flash("You are signed out.")
        return .seeOther(Address.home())
    }

    /// Whose name and password they are.
    ///
    /// - Throws: `TooManyTries` or `PasswordHasher.Busy`, neither of which says whether
    ///   there is such a person.
    private func user(
        _ form: SignInForm, _ request: Request, _ context: AppContext
    ) async throws -> User? {
        var user: User?
        let isRight = try await throttle.attempt(
            form.account, headers: request.headers, address: context.clientAddress
        ) {
            user = try await users.find(username: form.username)
            return try await passwords.verify(form.password, against: user?.passwordHash)
        }
        return isRight ? user : nil
    }

    private func welcome(
        _ user: User, _ form: SignInForm, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        await rehash(form.password, of: user, context)
        try await context.session.signIn(user.id.description, isRemembered: form.isRemembered)
        await context.confirm("Welcome back, \(user.displayName).")
        var response = Response.seeOther(form.next)
        response.headers.append(
            throttle.deviceCookie(for: form.account, headers: request.headers))
        return response
    }

    private func refusal(
        _ form: SignInForm, _ message: String, in context: AppContext,
        status: HTTPResponse.Status
    ) async throws -> Response {
        context.flash.now(message, .error)
        return try await pages.page(
            \.accounts.signIn, SignInPage(form: form), in: context, status: status)
    }

    /// Stores a stronger hash when the one at hand is of an older kind; only at
    /// sign-in is the password known.
    ///
    /// It can wait for another time: nobody is kept out for it.
    private func rehash(_ password: String, of user: User, _ context: AppContext) async {
        guard passwords.needsRehash(user.passwordHash) else { return }
        do {
            try await users.setPasswordHash(try await passwords.hash(password), of: user.id)
        } catch {
            context.logger.warning(
                "A password's hash was not renewed", metadata: ["error": "\(error)"])
        }
    }
}
