import Hummingbird
import TestSupport
import Testing
import Web

/// A form that must not be empty.
private struct Wish: FormModel {
    var text = ""

    static let fields: [FormField<Wish>] = [
        .field("text", \.text, .must("Say “what”.") { !$0.isEmpty })
    ]
}

@Suite("Forms that a script sends")
struct ScriptedFormTests {
    private func submit(_ form: String, headers: [String]) async throws -> RawResponse {
        var answer: RawResponse?
        try await TestSite.run(
            routes: { routes in
                routes.add(middleware: ScriptedForms<TestContext>())
                routes.post("wish") { request, context in
                    let form = try await context.form(Wish.self)
                    if let answer = form.problemResponse(to: request) { return answer }
                    return form.isComplete ? .seeOther("/whoami") : .text("the form again")
                }
            },
            { site in
                var visitor = site.visitor
                answer = try await visitor.submit("/wish", form, headers: headers)
            })
        return try #require(answer)
    }

    @Test(
        "a script is told where to go, and a browser is sent there",
        arguments: [("X-Requested-With: XMLHttpRequest", 204), ("X-Other: 1", 303)])
    func redirects(header: String, status: Int) async throws {
        let response = try await submit("text=ink", headers: [header])

        #expect(response.status == status)
        #expect(response["location"] == "/whoami")
        #expect(response.body.isEmpty)
    }

    @Test func `whoever reads problem documents gets what is wrong by field`() async throws {
        let response = try await submit("text=", headers: ["Accept: application/problem+json"])

        #expect(response.status == 422)
        #expect(response["content-type"] == "application/problem+json")
        #expect(response.text.contains(#""errors":{"text":["Say “what”."]}"#))
    }

    @Test func `whoever reads pages gets the form again`() async throws {
        let response = try await submit("text=", headers: ["Accept: text/html"])

        #expect(response.text == "the form again")
    }
}
