/// Why a number would have meant nothing.
struct WorkloadError: Error, CustomStringConvertible {
    let reason: String

    var description: String { reason }

    /// Refuses to report how fast wrong results were.
    static func check(_ isRight: Bool, _ reason: String) throws(WorkloadError) {
        guard isRight else { throw WorkloadError(reason: reason) }
    }
}
