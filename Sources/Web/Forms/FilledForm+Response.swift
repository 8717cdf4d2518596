public import Hummingbird

extension FilledForm {
    /// Answers with what is wrong, field by field, if the client reads problem documents
    /// (RFC 9457) rather than pages; else returns `nil`.
    ///
    /// A script can then show each message in the page as it is, where no word and no
    /// chosen file is lost.
    public func problemResponse(to request: Request) -> Response? {
        guard !isComplete, AcceptHeader(request.headers[.accept]).prefersJSON else { return nil }
        return .bytes(
            ProblemDocument(problems).bytes, mediaType: ProblemDocument.mediaType,
            status: .unprocessableContent)
    }
}
