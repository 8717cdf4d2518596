import Web

/// The blog's addresses, in one place; nothing else writes a path by hand.
enum Address {
    static let home = Route()
    static let setup = Route("setup")
    static let signIn = Route("signin")
    static let signOut = Route("signout")
    static let write = Route("write")

    static let account = Route("account")
    static let accountPassword = account.path("password")
    static let endSession = account.path("sessions/end")
    static let endOtherSessions = account.path("sessions/end-others")

    static let posts = Route("posts")
    static let post = posts.parameter(.text("slug"))
    static let editPost = post.path("edit")
    static let deletePost = post.path("delete")
    static let tag = Route("tags", .text("tag"))
    static let author = Route("authors", .text("username"))

    static let largestImage = Route("images", .text("id"))
    static let image = largestImage.parameter(.number("width", as: Int.self))

    static let administration = Route("admin")
    static let people = administration.path("people")
    static let cache = administration.path("cache")

    // Where browsers look by themselves.
    static let favicon = Route("favicon.ico")
    static let touchIcon = Route("apple-touch-icon.png")
    static let manifest = Route("site.webmanifest")
}
