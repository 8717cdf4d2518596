public import HTTPTypes
public import Hummingbird
import NIOCore

extension Response {
    /// Returns a page of HTML.
    public static func page(
        _ html: [UInt8], status: HTTPResponse.Status = .ok
    ) -> Response {
        bytes(html, mediaType: "text/html; charset=utf-8", status: status)
    }

    /// Returns plain text.
    public static func text(
        _ text: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        bytes(Array(text.utf8), mediaType: "text/plain; charset=utf-8", status: status)
    }

    /// Returns bytes of any type.
    public static func bytes(
        _ bytes: [UInt8], mediaType: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status,
            headers: [.contentType: mediaType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Sends the browser to another page of this site, which it gets with GET.
    ///
    /// Anything but a path on this site becomes the front page, so an address that
    /// came with a request cannot lead readers elsewhere. Characters beyond ASCII
    /// are escaped.
    public static func seeOther(_ location: String) -> Response {
        Response(status: .seeOther, headers: [.location: LocalAddress.checked(location) ?? "/"])
    }
}
