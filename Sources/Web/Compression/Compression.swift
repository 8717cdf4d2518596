import HTTPTypes
public import Hummingbird

/// Packs pages for clients that can unpack them.
///
/// Where a page holds a secret and a stranger can have text of their own put into it,
/// its packed length tells them the secret letter by letter (BREACH). Form tokens are
/// masked for this reason; what else is meant for one visitor alone is not packed in
/// answer to a request that brings text, in its query or as a form, nor to one that
/// another site has made.
public struct Compression<Local: RequestLocal>: RouterMiddleware {
    // Below this, a page fits into one packet either way.
    private static var leastBytes: Int { 1200 }

    /// Nothing to be told.
    public init() {}

    /// Packs what the handler answers.
    public func handle(
        _ request: Request,
        context: WebContext<Local>,
        next: (Request, WebContext<Local>) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard Self.isWorthIt(response) else { return response }
        response.headers.addVary("Accept-Encoding")
        let coding = ContentCoding.best(
            for: request.headers.list(.acceptEncoding), of: ContentCoding.allCases)
        guard coding != .identity, request.method != .head,
            !context.scope.isNotStored || Self.isHarmless(request)
        else { return response }
        response.headers[.contentEncoding] = coding.rawValue
        let body = response.body
        response.body = ResponseBody { writer in
            guard let encoder = coding.encoder(.quick) else { throw ContentEncoderFailure() }
            try await body.write(PackingWriter(to: writer, with: encoder))
        }
        return response
    }

    private static func isWorthIt(_ response: Response) -> Bool {
        let headers = response.headers
        return response.status.kind == .successful && response.status != .partialContent
            && headers[.contentEncoding] == nil && headers[.acceptRanges] == nil
            && headers[.eTag] == nil && response.body.contentLength ?? .max >= leastBytes
            && FileType.isCompressible(headers[.contentType] ?? "")
            && !(headers[.cacheControl]?.contains("no-transform") ?? false)
    }

    private static func isHarmless(_ request: Request) -> Bool {
        let site = HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] }
        return request.uri.query == nil && RequestForgeryCheck.isSafe(request.method)
            && site != "cross-site" && site != "same-site"
    }
}
