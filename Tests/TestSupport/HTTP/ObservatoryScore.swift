/// How the Mozilla Observatory rates a page, by the table of its grader
/// (github.com/mdn/mdn-http-observatory, `src/grader/charts.js`).
///
/// Only what headers show: nothing is said of scripts from elsewhere, or of the lists
/// that browsers carry. What a page lacks costs as much as there.
package struct ObservatoryScore {
    /// What each part adds or takes away.
    package let parts: [String: Int]

    /// The score; what goes beyond 100 counts only from 90 up.
    package var total: Int {
        let base = 100 + parts.values.filter { $0 < 0 }.reduce(0, +)
        return base < 90 ? max(0, base) : base + parts.values.filter { $0 > 0 }.reduce(0, +)
    }

    /// Rates a page and what the same address answers over plain HTTP.
    package init(page: RawResponse, overPlainHTTP plain: RawResponse) {
        let policy = ContentPolicy(page["content-security-policy"])
        parts = [
            "content-security-policy": policy.score,
            "x-frame-options": policy["frame-ancestors"] == ["'none'"]
                ? 5 : page["x-frame-options"] == nil ? -20 : 0,
            "cookies": Self.cookies(page.all("set-cookie").map { $0.lowercased() }),
            "strict-transport-security": Self.transport(page["strict-transport-security"]),
            "x-content-type-options": page["x-content-type-options"] == "nosniff" ? 0 : -5,
            "referrer-policy": Self.referrer(page["referrer-policy"]),
            "cross-origin-resource-policy": page["cross-origin-resource-policy"] == "same-origin"
                ? 10 : 0,
            "cross-origin-opener-policy": page["cross-origin-opener-policy"] == "same-origin"
                ? 10 : 0,
            "cross-origin-embedder-policy": page["cross-origin-embedder-policy"] == "require-corp"
                ? 10 : 0,
            "cross-origin-resource-sharing": page["access-control-allow-origin"] == "*" ? -50 : 0,
            "redirection": plain["location"]?.hasPrefix("https://") == true ? 0 : -20,
        ]
    }

    private static func cookies(_ cookies: [String]) -> Int {
        guard !cookies.isEmpty else { return 0 }
        if !cookies.allSatisfy({ $0.contains("; secure") }) { return -40 }
        if !cookies.allSatisfy({ $0.contains("; httponly") }) { return -30 }
        return cookies.allSatisfy { $0.contains("; samesite") } ? 5 : 0
    }

    private static func transport(_ header: String?) -> Int {
        guard let age = header?.split(separator: ";").first?.split(separator: "=").last,
            let seconds = Int(age)
        else { return -20 }
        return seconds >= 15_768_000 ? 0 : -10
    }

    private static func referrer(_ header: String?) -> Int {
        switch header {
        case "no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin": 5
        case nil: 0
        default: -5
        }
    }
}

/// A content security policy, by directive.
private struct ContentPolicy {
    private let directives: [String: [String]]

    subscript(_ name: String) -> [String]? { directives[name] }

    init(_ header: String?) {
        directives = (header ?? "").split(separator: ";").reduce(into: [:]) { result, part in
            let words = part.split(separator: " ").map(String.init)
            if let name = words.first { result[name] = Array(words.dropFirst()) }
        }
    }

    var score: Int {
        guard !directives.isEmpty else { return -25 }
        let sources = directives.filter { $0.key.hasSuffix("-src") }.flatMap(\.value)
        if sources.contains("'unsafe-inline'") { return -20 }
        if sources.contains("'unsafe-eval'") { return -10 }
        return directives["default-src"] == ["'none'"] ? 10 : 5
    }
}
