/// What became of a test.
enum Verdict: Hashable {
    /// Everything was as expected.
    case passed
    /// It was not run, for this reason.
    case skipped(String)
    /// Something was not as expected.
    case failed(String)
}
