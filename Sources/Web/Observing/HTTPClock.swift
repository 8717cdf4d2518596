import FoundationEssentials
import NIOCore
import Synchronization

/// The field that says what time it is, written once a second.
final class HTTPClock: Sendable {
    private struct State {
        var line: [UInt8] = []
        var until = NIODeadline.uptimeNanoseconds(0)
    }

    private let state = Mutex(State())

    /// The line of the field.
    func line(_ now: NIODeadline) -> [UInt8] {
        state.withLock { state in
            if now >= state.until {
                state.line = Array("Date: \(HTTPDate.text(Date()))\r\n".utf8)
                state.until = now + .seconds(1)
            }
            return state.line
        }
    }
}
