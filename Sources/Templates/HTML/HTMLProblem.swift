/// Why a piece of a template cannot be made safe.
struct HTMLProblem: Error, Hashable {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
