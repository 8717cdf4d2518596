import FoundationEssentials
import NIOCore
import Synchronization

/// The field that says what time it is (RFC 9110 section 6.6.1), written once a second
/// rather than for each response.
final class HTTPClock: Sendable {
    private struct State {
        var text = ""
        var line: [UInt8] = []
        var until = NIODeadline.uptimeNanoseconds(0)
    }

    private let state = Mutex(State())

    /// The field's value.
    func text(_ now: NIODeadline) -> String { state(now).text }

    /// The line of the field.
    func line(_ now: NIODeadline) -> [UInt8] { state(now).line }

    private func state(_ now: NIODeadline) -> State {
        state.withLock { state in
            if now >= state.until {
                state.text = HTTPDate.text(Date())
                state.line = Array("Date: \(state.text)\r\n".utf8)
                state.until = now + .seconds(1)
            }
            return state
        }
    }
}
