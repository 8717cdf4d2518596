import FoundationEssentials
import HTTPTypes
import Synchronization

/// The `Date` field of responses (RFC 9110 section 6.6.1).
///
/// Written once a second rather than for each response.
final class DateField: Sendable {
    private struct State {
        var second: Int?
        var field = HTTPField(name: .date, value: "")
    }

    private let state = Mutex(State())

    /// The field of this second.
    var now: HTTPField {
        let now = Date.now
        let second = Int(now.timeIntervalSince1970)
        return state.withLock { state in
            if state.second != second {
                state.second = second
                state.field.value = HTTPDate.text(now)
            }
            return state.field
        }
    }
}
