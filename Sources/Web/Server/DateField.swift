import FoundationEssentials
import Synchronization

/// The time of a response, as the `Date` field has it (RFC 9110 section 6.6.1).
///
/// Written once a second rather than for each response.
final class DateField: Sendable {
    private struct State {
        var second: Int?
        var text = ""
    }

    private let state = Mutex(State())

    /// The field's value now.
    var value: String {
        let now = Date.now
        let second = Int(now.timeIntervalSince1970)
        return state.withLock { state in
            if state.second != second {
                state.second = second
                state.text = HTTPDate.text(now)
            }
            return state.text
        }
    }
}
