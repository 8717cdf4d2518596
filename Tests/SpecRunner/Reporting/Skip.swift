/// Ends a test that cannot be run here.
struct Skip: Error, Hashable {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
