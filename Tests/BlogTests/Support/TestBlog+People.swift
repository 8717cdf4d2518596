import TestSupport
import Testing

extension TestBlog {
    /// The password of everyone in these tests.
    static let password = "ink stone brush paper"

    /// Sets the blog up, and returns the owner's browser.
    func owner() async throws -> Browser {
        var owner = visitor
        let answer = try await owner.submit(
            [
                "siteTitle": "Ink & Stone", "displayName": "Ada Lovelace", "username": "ada",
                "password": Self.password,
            ], to: "/setup")
        try #require(answer.status == 303, "the set-up failed: \(answer.text)")
        _ = try await owner.get("/")
        return owner
    }

    /// Lets the owner add someone who writes, and returns their browser.
    func author(_ username: String, addedBy owner: inout Browser) async throws -> Browser {
        let added = try await owner.submit(
            ["displayName": "Mr. \(username)", "username": username, "password": Self.password],
            to: "/admin/people")
        try #require(added.status == 303, "nobody was added: \(added.text)")
        return try await signedIn(username)
    }

    /// Signs someone in, and returns their browser.
    func signedIn(_ username: String) async throws -> Browser {
        var browser = visitor
        let answer = try await browser.signIn(username, password: Self.password)
        try #require(answer.status == 303, "nobody was signed in: \(answer.text)")
        _ = try await browser.get("/")
        return browser
    }
}
