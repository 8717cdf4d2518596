import Web

/// The name under which a post stands, and where it leads.
struct Byline: Hashable, Sendable {
    let name: String
    let url: String

    init(_ user: User) {
        name = user.displayName
        url = Address.author(user.username)
    }

    /// For a post whose author's account no longer exists.
    static let unknown = Byline(name: "Someone", url: Address.home())

    private init(name: String, url: String) {
        self.name = name
        self.url = url
    }
}
