/// Why a number would have meant nothing.
package struct WorkloadError: Error, CustomStringConvertible {
    package let reason: String

    package init(reason: String) {
        self.reason = reason
    }

    package var description: String { reason }

    /// Refuses to report how fast wrong results were.
    package static func check(_ isRight: Bool, _ reason: String) throws(WorkloadError) {
        guard isRight else { throw WorkloadError(reason: reason) }
    }
}
