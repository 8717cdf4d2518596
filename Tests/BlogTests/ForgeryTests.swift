import BSON
import FoundationEssentials
import MongoClient
import TestSupport
import Testing

@Suite("Forged requests", .database, .needsServer, .timeLimit(.minutes(10)))
struct ForgeryTests {
    static let addresses = [
        "/setup", "/signin", "/signout", "/admin/people", "/posts", "/posts/on-ink",
        "/posts/on-ink/delete", "/account/password", "/account/sessions/end",
        "/account/sessions/end-others",
    ]

    static let fields =
        "title=Forged&body=Forged&version=1&siteTitle=F&displayName=Forged&username=forged"
        + "&password=correct+horse"

    /// A fingerprint of everything that is stored.
    private func fingerprint() async throws -> String {
        let reply = try await TestDatabase.required().run(["dbHash": 1])
        return try #require(reply["md5"]?.string)
    }

    @Test("a form without its token changes nothing", arguments: addresses)
    func missing(address: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
            let before = try await fingerprint()

            let answer = try await owner.post(address, Self.fields)

            #expect(answer.status == 403)
            #expect(try await fingerprint() == before)
        }
    }

    @Test("a form with somebody else's token changes nothing", arguments: addresses)
    func foreign(address: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
            var stranger = blog.visitor
            let token = try await stranger.token(on: "/signin")
            let before = try await fingerprint()

            let answer = try await owner.post(address, "_csrf=\(token)&\(Self.fields)")

            #expect(answer.status == 403)
            #expect(try await fingerprint() == before)
        }
    }

    @Test("a form on another site changes nothing", arguments: addresses)
    func otherSite(address: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
            let token = try await owner.token(on: "/write")
            let before = try await fingerprint()

            let answer = try await owner.post(
                address, "_csrf=\(token)&\(Self.fields)", headers: ["Origin: https://evil.test"])

            #expect(answer.status == 403)
            #expect(try await fingerprint() == before)
        }
    }

    @Test func `a picture without the token is not even opened`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            var draft = PostDraft()
            draft.picture = Photograph.small

            let answer = try await owner.upload(
                "/posts", draft.multipart(token: "", version: "0"))

            #expect(answer.status == 403)
            #expect(try await StoredPictures.count() == .none)
        }
    }

    @Test func `what another site's page says is not repeated`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            let form = PostDraft(body: "Words of a stranger").multipart(token: "", version: "")

            let own = try await owner.upload("/posts", form)
            let other = try await owner.upload(
                "/posts", form, headers: ["Origin: https://evil.test"])

            #expect(own.text.contains("Words of a stranger"))
            #expect(!other.text.contains("Words of a stranger"))
        }
    }

    @Test("a good token opens nothing to who is not signed in", arguments: addresses.suffix(7))
    func signedOut(address: String) async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            _ = try await owner.publish()
            var visitor = blog.visitor
            let token = try await visitor.token(on: "/signin")
            let before = try await fingerprint()

            let answer = try await visitor.post(address, "_csrf=\(token)&\(Self.fields)")

            #expect(answer.status == 403)
            #expect(try await fingerprint() == before)
        }
    }

    @Test func `a session that has expired opens nothing, and no word is lost`() async throws {
        try await TestBlog.run { blog in
            var owner = try await blog.owner()
            let token = try await owner.token(on: "/write")
            _ = try await TestDatabase.collection("sessions").updateMany(
                [:], ["$set": ["expires": .date(.now - 1)]])
            let form = PostDraft(body: "Long in the making").multipart(token: token, version: "")

            let answer = try await owner.upload("/posts", form)

            #expect(answer.status == 403)
            #expect(answer.text.contains("Long in the making"))
            #expect(try await TestDatabase.collection("posts").count() == 0)
        }
    }

    @Test func `every form that changes something begins with the token`() throws {
        let folder = TestBlog.root.appending(path: "templates").path()
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        var forms = 0

        for name in names where name.hasSuffix(".mustache") {
            let data = try #require(FileManager.default.contents(atPath: folder + "/" + name))
            let text = String(decoding: data, as: UTF8.self)
            for form in text.split(separator: "<form").dropFirst()
            where form.contains("method=\"post\"") {
                forms += 1
                let fields = form.split(separator: "\n").dropFirst()
                #expect(
                    fields.first == #"<input type="hidden" name="_csrf" value="{{csrf}}">"#,
                    "\(name)")
            }
        }

        #expect(forms >= 9)
    }
}
