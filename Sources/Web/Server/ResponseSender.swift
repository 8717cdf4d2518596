import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import NIOHTTP1

/// Has requests answered by a site, and sends what it answers.
///
/// It stands in for what Hummingbird's application does around a responder: a logger with an
/// identifier of its own for each request, which nobody reads here.
struct ResponseSender<Local: RequestLocal>: Sendable {
    /// The request was broken while its answer was already on the way, so that no other
    /// can be sent.
    private struct BrokenWhileAnswered: Error {}

    private let responder: SiteResponder<Local>
    private let date = DateField()

    init(_ responder: SiteResponder<Local>) {
        self.responder = responder
    }

    /// Answers a request.
    func send(
        _ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel
    ) async throws {
        let context = ConnectionContext(channel: channel)
        var response = await responder.respond(to: request, context: context)
        response.headers.append(HTTPField(name: .date, value: date.value))
        do {
            try await writer.write(response: response.head, body: response.body)
        } catch is HTTPParserError {
            throw BrokenWhileAnswered()
        }
    }
}
