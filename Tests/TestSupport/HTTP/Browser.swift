/// Somebody with a browser: keeps cookies and sends forms.
package struct Browser: Sendable {
    private let port: Int

    /// The session's cookie, as the browser sends it.
    package var cookie: String?

    /// Whether each request is the last of its connection.
    package var closes = true

    private var otherCookies: [String: String] = [:]

    /// A browser that has not been to the site yet.
    package init(port: Int) {
        self.port = port
    }

    /// Gets a page.
    package mutating func get(
        _ path: String, method: String = "GET", headers: [String] = []
    ) async throws -> RawResponse {
        try await send(method, path, headers: headers, body: [])
    }

    /// Sends an urlencoded form as it is written.
    package mutating func post(
        _ path: String, _ form: String, headers: [String] = []
    ) async throws -> RawResponse {
        let type = "Content-Type: application/x-www-form-urlencoded"
        return try await send("POST", path, headers: [type] + headers, body: Array(form.utf8))
    }

    /// Sends a multipart form as it is written.
    package mutating func upload(
        _ path: String, _ body: [UInt8], boundary: String = "X", headers: [String] = []
    ) async throws -> RawResponse {
        let type = "Content-Type: multipart/form-data; boundary=\(boundary)"
        return try await send("POST", path, headers: [type] + headers, body: body)
    }

    private mutating func send(
        _ method: String, _ path: String, headers: [String], body: [UInt8]
    ) async throws -> RawResponse {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: site.test"]
        if closes { lines.append("Connection: close") }
        lines += headers
        let cookies = (cookie.map { [$0] } ?? []) + otherCookies.values.sorted()
        if !cookies.isEmpty { lines.append("Cookie: " + cookies.joined(separator: "; ")) }
        if !body.isEmpty { lines.append("Content-Length: \(body.count)") }
        let request = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
        let response = try await RawConnection.open(port: port) { connection in
            try await connection.send(request)
            return try await connection.response(isHead: method == "HEAD")
        }
        for set in response.all("set-cookie") { keep(set) }
        return response
    }

    private mutating func keep(_ set: String) {
        let pair = String(set.prefix { $0 != ";" })
        let kept = pair.hasSuffix("=") ? nil : pair
        let name = String(pair.prefix { $0 != "=" })
        if name.hasSuffix("session") { cookie = kept } else { otherCookies[name] = kept }
    }
}
