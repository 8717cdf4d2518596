/// What became of one test of a file.
struct TestReport: Hashable {
    let name: String
    let verdict: Verdict
}
