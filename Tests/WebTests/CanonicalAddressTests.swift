import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Web

@Suite("Canonical addresses")
struct CanonicalAddressTests {
    @Test(
        "an address that differs only in form leads to the page it means",
        arguments: [
            ("/form/", "/form"), ("/FORM", "/form"), ("//form", "/form"), ("/form//", "/form"),
            ("/%66orm", "/form"), ("/Form/?a=b&c=%2F", "/form?a=b&c=%2F"),
            ("/p/Ab/", "/p/Ab"), ("/P/%E4%B8%AD", "/p/%E4%B8%AD"), ("/P/%e4%b8%ad", "/p/%E4%B8%AD"),
            ("/p//a", "/p/a"), ("//", "/"),
            ("/docs/%E4%B8%AD%E6%96%87/", "/docs/%E4%B8%AD%E6%96%87"),
        ])
    func redirects(path: String, location: String) async throws {
        try await TestSite.run(routes: addDocuments) { site in
            var visitor = site.visitor

            for method in ["GET", "HEAD"] {
                let response = try await visitor.get(path, method: method)
                #expect(response.status == 308)
                #expect(response["location"] == location)
            }
        }
    }

    @Test(
        "an address that no page means stays unknown",
        arguments: [
            "/nowhere/", "/NOWHERE", "/p/", "/form/x/", "/form/../form/", "/./form", "/%2e%2e/form",
            "/echo/", "/ECHO", "/form%2F", "/static//x", "/form/%ff", "/\\form",
        ])
    func refuses(path: String) async throws {
        try await TestSite.run(routes: addDocuments) { site in
            var visitor = site.visitor

            let response = try await visitor.get(path)

            #expect(response.status == 404)
            #expect(response["location"] == nil)
        }
    }

    @Test(
        "no address leads to another host",
        arguments: [
            "//evil.test/", "//evil.test", "///evil.test//", "/\\evil.test/", "/%2Fevil.test/",
            "/%5cevil.test/", "http://evil.test/FORM", "/evil.test%0d%0aSet-Cookie:a/",
        ])
    func staysHere(path: String) async throws {
        try await TestSite.run { routes in
            routes.get(Route("", .text("any"))) { _, _, text in Response.text(text) }
        } _: { site in
            var visitor = site.visitor

            let response = try await visitor.get(path)

            if let location = response["location"] {
                #expect(location.hasPrefix("/"))
                #expect(!location.hasPrefix("//") && !location.contains("\\"))
                #expect(response["set-cookie"] == nil)
            }
        }
    }

    @Test func `what changes something is never led elsewhere`() async throws {
        try await TestSite.run { site in
            var visitor = site.visitor

            let response = try await visitor.post("/echo/", "a=1")

            #expect(response.status == 404)
            #expect(response["location"] == nil)
        }
    }

    @Test func `an address that is canonical is not led in a circle`() async throws {
        try await TestSite.run(routes: addDocuments) { site in
            var visitor = site.visitor

            for path in ["/", "/form", "/p/Ab", "/p/%E4%B8%AD", "/p/%e4%b8%ad", "/Static/x"] {
                let response = try await visitor.get(path)
                #expect(response.status != 308, "\(path)")
            }
        }
    }
}

private func addDocuments(to routes: Routes<TestContext>) {
    routes.get(Route("docs/中文")) { _, _ in Response.text("中文") }
    routes.get("static/**") { _, _ -> Response in throw HTTPError(.notFound) }
}
