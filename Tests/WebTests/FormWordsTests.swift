import HTTPTypes
import Hummingbird
import TestSupport
import Testing

@testable import Web

@Suite("Words of a failed form")
struct FormWordsTests {
    private static func options() -> TestSite.Options {
        var options = TestSite.Options()
        options.errorPage = { _, context in
            Array((await context.formWords()?.all("a").first ?? "no words").utf8)
        }
        return options
    }

    @Test func `a form whose token is no longer good gets its words back`() async throws {
        try await TestSite.run(Self.options()) { site in
            var visitor = site.visitor
            _ = try await visitor.get("/form")

            let response = try await visitor.post("/echo", "_csrf=old&a=kept")

            #expect(response.status == 403)
            #expect(response.text == "kept")
        }
    }

    @Test func `a multipart form that breaks off gets what came before`() async throws {
        try await TestSite.run(Self.options()) { site in
            var visitor = site.visitor
            let token = try await visitor.get("/form").text
            let body = Multipart([.field("_csrf", token), .field("a", "kept"), .raw("broken")])

            let response = try await visitor.upload("/echo", body.bytes)

            #expect(response.status == 400)
            #expect(response.text == "kept")
        }
    }

    @Test func `who has never been here gets no words`() async throws {
        try await TestSite.run(Self.options()) { site in
            var visitor = site.visitor

            let response = try await visitor.post("/echo", "_csrf=old&a=kept")

            #expect(response.status == 403)
            #expect(response.text == "no words")
        }
    }

    @Test(
        "another site's page gets no words",
        arguments: ["Sec-Fetch-Site: cross-site", "Origin: https://evil.test"])
    func refusesOtherSites(header: String) async throws {
        try await TestSite.run(Self.options()) { site in
            var visitor = site.visitor

            let response = try await visitor.submit("/echo", "a=kept", headers: [header])

            #expect(response.status == 403)
            #expect(response.text == "no words")
        }
    }

    @Test func `a huge upload is not read to its end for its words`() async throws {
        let file = Array("--X\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\n".utf8)
        let huge = ByteBuffer(repeating: 0, count: 128 << 20)
        let body = BodyReader(RequestBody(pieces: [ByteBuffer(bytes: file), huge, huge]))
        let head = HTTPRequest(
            method: .post, scheme: "http", authority: "site.test", path: "/",
            headerFields: [
                .contentType: "multipart/form-data; boundary=X", .contentLength: "999999999",
            ])
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        let reader = FormReader(
            request: request, body: body, rules: BodyRules(WebSettings(secretKey: .random()))
        ) { _ in }

        _ = await reader.words()

        #expect(body.byteCount == Int64(file.count + (128 << 20)))
    }
}
