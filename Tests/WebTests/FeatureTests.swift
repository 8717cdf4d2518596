import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Web

/// A part of a site that can be in it anywhere.
private struct Shop: Feature {
    struct Marker: RouterMiddleware {
        typealias Context = TestContext

        func handle(
            _ request: Request, context: TestContext,
            next: (Request, TestContext) async throws -> Response
        ) async throws -> Response {
            context.local.name += "shop"
            return try await next(request, context)
        }
    }

    struct SoldOut: Error {}

    let prefix: Route<>
    var item: Route<String> { prefix.parameter(.text("item")) }

    func addRoutes(to routes: Routes<TestContext>) {
        routes.add(middleware: Marker())
        routes.onError(SoldOut.self) { _ in ErrorAnswer(.gone, message: "Sold out.") }
        routes.errorPage { page, context in
            Array("shop \(page.status.code) \(page.message) \(context.local.name)".utf8)
        }
        routes.errorPage(for: .internalServerError) { _, _ in throw SoldOut() }
        routes.get(item) { _, context, item in
            if item == "tea" { throw SoldOut() }
            if item == "broken" { throw SecretFailure() }
            return Response.text("\(item) \(context.local.name) \(self.item("墨"))")
        }
    }
}

@Suite("Features")
struct FeatureTests {
    @Test func `a feature can be in a site twice, and knows its addresses`() async throws {
        try await run { site in
            var visitor = site.visitor

            let first = try await visitor.get("/shop/ink")
            let second = try await visitor.get("/old/shop/ink")

            #expect(first.text == "ink shop /shop/%E5%A2%A8")
            #expect(second.text == "ink shop /old/shop/%E5%A2%A8")
        }
    }

    @Test func `a feature's middleware is for its own addresses`() async throws {
        try await run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/outside")

            #expect(response.text == "")
        }
    }

    @Test func `a failure is answered by the nearest rule and page`() async throws {
        try await run { site in
            var visitor = site.visitor

            let inside = try await visitor.get("/shop/tea")
            let outside = try await visitor.get("/sold-out")

            #expect(inside.status == 410)
            #expect(inside.text == "shop 410 Sold out. shop")
            #expect(outside.status == 500)
            #expect(outside.text == "site 500")
        }
    }

    @Test(
        "an unknown address belongs to the feature it lies under",
        arguments: [
            ("/shop", "shop 404"), ("/shop/a/b", "shop 404"), ("/old/shop/x/y", "shop 404"),
            ("/old", "site 404"), ("/shopping", "site 404"), ("/", "site 404"),
        ])
    func ownsUnknownAddresses(path: String, text: String) async throws {
        try await run { site in
            var visitor = site.visitor

            let response = try await visitor.get(path)

            #expect(response.status == 404)
            #expect(response.text.hasPrefix(text))
        }
    }

    @Test func `a method that a feature's address lacks has the feature's page`() async throws {
        try await run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/shop/ink", method: "DELETE")

            #expect(response.status == 405)
            #expect(response.text.hasPrefix("shop 405"))
        }
    }

    @Test func `a page that fails is replaced by the next one outwards`() async throws {
        try await run { site in
            var visitor = site.visitor

            let response = try await visitor.get("/shop/broken")

            #expect(response.status == 500)
            #expect(response.text.hasPrefix("shop 500"))
        }
    }

    @Test func `two sites in one process know nothing of each other`() async throws {
        try await run { first in
            try await TestSite.run { second in
                var visitor = first.visitor
                _ = try await visitor.submit("/signin", "a=ada")
                let cookie = try #require(visitor.cookie)
                var stranger = second.visitor
                stranger.cookie = cookie

                let here = try await visitor.get("/whoami").text
                let there = try await stranger.get("/whoami").text
                let shop = try await stranger.get("/shop/ink").status

                #expect(here == "ada")
                #expect(there == "nobody")
                #expect(shop == 404)
            }
        }
    }

    private func run(_ body: (TestSite) async throws -> Void) async throws {
        var options = TestSite.Options()
        options.errorPage = { page, _ in Array("site \(page.status.code)".utf8) }
        options.hasTestRoutes = false
        try await TestSite.run(options) { routes in
            addSessionRoutes(to: routes)
            routes.get("outside") { _, context in Response.text(context.local.name) }
            routes.get("sold-out") { _, _ -> Response in throw Shop.SoldOut() }
            routes.get("form") { _, context in Response.text(await context.formToken()) }
            routes.add(Shop(prefix: Route("shop")))
            routes.add(Shop(prefix: Route("old/shop")))
        } _: {
            try await body($0)
        }
    }
}
