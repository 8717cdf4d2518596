import Templates
import Web

/// Who writes here, and the form that adds someone.
struct PeoplePage: PageContent {
    /// One who writes here.
    struct Person: TemplateData {
        let displayName: String
        let username: String
        let isOwner: Bool

        init(_ user: User) {
            displayName = user.displayName
            username = user.username
            isOwner = user.role == .owner
        }

        static let fields: TemplateFields<Person> = [
            "displayName": .text { $0.displayName },
            "username": .text { $0.username },
            "url": .text { Address.author($0.username) },
            "isOwner": .flag { $0.isOwner },
        ]
    }

    let people: [Person]
    let form: FilledForm<AccountForm>

    static let hasForm = true

    static let fields: TemplateFields<PeoplePage> = [
        "people": .list { $0.people },
        "username": .text { $0.form.username },
        "usernameError": .optionalText { $0.form.problem(\.username) },
        "displayName": .text { $0.form.displayName },
        "displayNameError": .optionalText { $0.form.problem(\.displayName) },
        "passwordError": .optionalText { $0.form.problem(\.password) },
        "minimumPasswordLength": .number { _ in PasswordRule.minimumLength },
    ]
}
