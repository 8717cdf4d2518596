import BSON
import HTTPTypes
import Hummingbird
import Web

/// Makes the site and its owner's account, once.
struct SetupController: Feature {
    let users: UserStore
    let site: SiteStore
    let pages: Pages
    let passwords: PasswordHasher
    let throttle: SignInThrottle

    func addRoutes(to routes: Routes<AppContext>) {
        routes.get(Address.setup, use: show)
        routes.post(Address.setup, use: create)
    }

    /// Shows the form while the site has no owner.
    @Sendable func show(request: Request, context: AppContext) async throws -> Response {
        guard try await site.needsSetup() else { return .seeOther(Address.home()) }
        return try await pages.page(
            \.accounts.setup, SetupPage(form: FilledForm()), in: context)
    }

    /// Makes the owner and the site, and signs the owner in.
    @Sendable func create(request: Request, context: AppContext) async throws -> Response {
        let form = try await context.form(SetupForm.self)
        guard try await site.needsSetup() else { return .seeOther(Address.signIn()) }
        guard form.isComplete else {
            return try await pages.page(
                \.accounts.setup, SetupPage(form: form), in: context,
                status: .unprocessableContent)
        }
        let owner = User(
            username: form.account.username, displayName: form.account.displayName,
            passwordHash: try await passwords.hash(form.account.password), role: .owner,
            ownsSite: true)
        // The name first: set-up that is cut short here can be done again, but
        // an owner's account ends it.
        try await site.name(form.siteTitle)
        guard try await users.add(owner) else {
            try await context.flash("The site has an owner already: sign in.", .warning)
            return .seeOther(Address.signIn())
        }
        try await context.session.signIn(owner.id.description)
        await context.confirm("Welcome, \(owner.displayName). The site is yours: write something.")
        var response = Response.seeOther(Address.home())
        response.headers.append(
            throttle.deviceCookie(for: owner.username, headers: request.headers))
        return response
    }
}
