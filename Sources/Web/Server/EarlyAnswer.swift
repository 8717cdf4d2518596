import FoundationEssentials
import HTTPTypes
import NIOCore

/// The answer to what never became a request: a page that needs no template, and
/// that the connection ends with.
struct EarlyAnswer {
    let head: HTTPResponse
    let body: ByteBuffer

    init(_ status: HTTPResponse.Status, transportSecurity: StrictTransportSecurity?) {
        let page = ErrorPage(ErrorAnswer(status), requestID: RandomToken.text(bytes: 16))
        body = ByteBuffer(bytes: StaticErrorPage.html(page))
        var fields: HTTPFields = [
            .connection: "close",
            .contentType: "text/html; charset=utf-8",
            .contentLength: "\(body.readableBytes)",
            .cacheControl: "no-store",
            .date: HTTPDate.text(Date()),
        ]
        SecurityHeaders(
            contentSecurityPolicy: StaticErrorPage.contentSecurityPolicy,
            transportSecurity: transportSecurity
        ).apply(to: &fields)
        head = HTTPResponse(status: status, headerFields: fields)
    }
}
