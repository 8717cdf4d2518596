import HTTPTypes

/// What never became a request, because it is too long, came too slowly, or makes no sense.
///
/// It is answered as a request is, with a page of the site and a line in the log: whoever sent
/// it may be a person with too many cookies.
struct RefusedRequest: Equatable {
    let status: HTTPResponse.Status

    /// What stands for a head that was not understood.
    static let head = HTTPRequest(
        method: RequestMetrics.otherMethod, scheme: nil, authority: nil, path: "*")
}
