import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// What reading one request's body needs of the server: room among all the bodies
/// that are on their way, and a word to the client that waits for it.
///
/// Both only once somebody reads: a body that is refused unread costs nothing and,
/// where the client asked first, is never sent.
final class BodyIntake: Sendable {
    private let flight: BytesInFlight
    private let channel: (any Channel)?
    private let announced: Int64?
    private let held = Atomic<Int64>(0)

    init(_ head: HTTPRequest, flight: BytesInFlight, channel: (any Channel)?) {
        self.flight = flight
        announced = head.headerFields[.contentLength].flatMap { Int64($0) }
        self.channel =
            head.headerFields[.expect]?.lowercased() == "100-continue" ? channel : nil
    }

    /// Prepares for the first byte.
    ///
    /// - Throws: `HTTPError(.serviceUnavailable)` if too much is on its way already.
    func begin() throws(HTTPError) {
        if let announced { try take(announced) }
        channel?.triggerUserOutboundEvent(BodyWanted(), promise: nil)
    }

    /// Counts bytes that nobody announced.
    ///
    /// - Throws: `HTTPError(.serviceUnavailable)` if too much is on its way already.
    func receive(_ bytes: Int) throws(HTTPError) {
        if announced == nil { try take(Int64(bytes)) }
    }

    /// Gives the room back.
    func end() {
        flight.giveBack(held.exchange(0, ordering: .relaxed))
    }

    private func take(_ bytes: Int64) throws(HTTPError) {
        try flight.take(bytes)
        held.add(bytes, ordering: .relaxed)
    }
}
