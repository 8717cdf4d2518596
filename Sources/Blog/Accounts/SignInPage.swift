import Templates

/// The form in which people sign in.
struct SignInPage: PageContent {
    let username: String
    /// The address to go to afterwards.
    let next: String

    static let hasForm = true

    static let fields: TemplateFields<SignInPage> = [
        "username": .text { $0.username },
        "next": .text { $0.next },
    ]
}
