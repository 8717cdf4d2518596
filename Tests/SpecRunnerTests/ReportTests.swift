import Testing

@testable import SpecRunner

@Suite("What is printed")
struct ReportTests {
    @Test func `a file of which everything passed`() {
        let report = FileReport(path: "a.json", tests: [TestReport(name: "one", verdict: .passed)])

        #expect(report.description == "passed  a.json (1)")
    }

    @Test func `a file of which a part was skipped`() {
        let report = FileReport(
            path: "a.json",
            tests: [
                TestReport(name: "one", verdict: .passed),
                TestReport(name: "two", verdict: .skipped("too new")),
            ])

        #expect(report.description == "passed  a.json (1, and 1 skipped: too new)")
    }

    @Test func `a file that was skipped`() {
        let report = FileReport(path: "a.json", verdict: .skipped("too new"))

        #expect(report.description == "skipped a.json: too new")
    }

    @Test func `a file of which something failed`() {
        let report = FileReport(
            path: "a.json",
            tests: [
                TestReport(name: "one", verdict: .passed),
                TestReport(name: "two", verdict: .failed("x is 1")),
            ])

        #expect(report.description == "failed  a.json (1 of 2): two: x is 1")
    }

    @Test func `a file without tests has not passed`() {
        let report = FileReport(path: "a.json", tests: [])

        #expect(report.verdict == .failed("there are no tests"))
    }
}
