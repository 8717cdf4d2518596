import TestSupport

extension RawResponse {
    /// The head without what differs from one answer to the next.
    var lasting: [String] {
        let passing = ["date", "x-request-id", "connection"]
        let fields = headers.filter { !passing.contains($0.name.lowercased()) }
        return ["\(status)"] + fields.map { "\($0.name.lowercased()): \($0.value)" }.sorted()
    }
}
