import TestSupport

/// A post as somebody fills it into the form.
struct PostDraft: Sendable {
    var title = "On ink"
    var body = "It is *black*."
    var tags = ""
    var alt = ""
    var picture: [UInt8]?
    var removesPicture = false
    /// The version that the form was made from, unless it is the one on the form.
    var version: String?

    /// The form as a browser sends it.
    func multipart(token: String, version: String) -> [UInt8] {
        var parts: [Multipart.Part] = [
            .field("_csrf", token), .field("version", version), .field("title", title),
            .field("body", body), .field("tags", tags), .field("alt", alt),
        ]
        if removesPicture { parts.append(.field("removeImage", "1")) }
        parts.append(.file("image", picture == nil ? "" : "a.jpg", "image/jpeg", picture ?? []))
        return Multipart(parts).bytes
    }
}

extension Browser {
    /// Writes a post and sends it.
    mutating func publish(_ draft: PostDraft = PostDraft()) async throws -> RawResponse {
        try await send(draft, to: "/posts", from: "/write")
    }

    /// Changes a post.
    mutating func save(_ draft: PostDraft, at address: String) async throws -> RawResponse {
        try await send(draft, to: address, from: address + "/edit")
    }

    private mutating func send(
        _ draft: PostDraft, to address: String, from page: String
    ) async throws -> RawResponse {
        let form = try await get(page).text
        let token = form.firstValue(of: "_csrf") ?? ""
        let version = draft.version ?? form.firstValue(of: "version") ?? ""
        return try await upload(address, draft.multipart(token: token, version: version))
    }
}
