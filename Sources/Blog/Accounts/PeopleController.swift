import HTTPTypes
import Hummingbird
import Web

/// Lets the owner add people who write.
struct PeopleController: Feature {
    let users: UserStore
    let pages: Pages
    let passwords: PasswordHasher

    var prefix: Route<> { Address.administration }

    func addRoutes(to routes: Routes<AppContext>) {
        routes.get(Address.people, use: show)
        routes.post(Address.people, use: add)
    }

    /// Lists everyone.
    @Sendable func show(request: Request, context: AppContext) async throws -> Response {
        try context.requireOwner()
        return try await page(FilledForm(), request, context, status: .ok)
    }

    /// Makes an account for someone.
    @Sendable func add(request: Request, context: AppContext) async throws -> Response {
        try context.requireOwner()
        var form = try await context.form(AccountForm.self)
        guard form.isComplete else {
            return try await page(form, request, context, status: .unprocessableContent)
        }
        let user = User(
            username: form.username, displayName: form.displayName,
            passwordHash: try await passwords.hash(form.password))
        guard try await users.add(user) else {
            form.blame(\.username, "Someone has this username already.")
            return try await page(form, request, context, status: .conflict)
        }
        await context.confirm("\(user.displayName) can sign in as \(user.username).")
        return .seeOther(Address.people())
    }

    private func page(
        _ form: FilledForm<AccountForm>, _ request: Request, _ context: AppContext,
        status: HTTPResponse.Status
    ) async throws -> Response {
        let people = try await users.all().map(PeoplePage.Person.init)
        return try await pages.page(
            \.accounts.people, PeoplePage(people: people, form: form), in: context,
            status: status)
    }
}
