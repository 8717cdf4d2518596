import Templates
import Web

/// Who writes here, and the form that adds someone.
@TemplateData
struct PeoplePage: PageContent {
    /// One who writes here.
    @TemplateData
    struct Person {
        let displayName: String
        let username: String
        let isOwner: Bool
        var url: String { Address.author(username) }

        init(_ user: User) {
            displayName = user.displayName
            username = user.username
            isOwner = user.role == .owner
        }
    }

    let people: [Person]
    var cacheURL: String { Address.cache() }

    @NotShown let form: FilledForm<AccountForm>
    var username: String { form.username }
    var usernameError: String? { form.problem(\.username) }
    var displayName: String { form.displayName }
    var displayNameError: String? { form.problem(\.displayName) }
    var passwordError: String? { form.problem(\.password) }
    var minimumPasswordLength: Int { PasswordRule.minimumLength }

    static let hasForm = true
}
