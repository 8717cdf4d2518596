/// What became of all files, as the last line that is printed.
struct Total: CustomStringConvertible {
    private var files = Count()
    private var tests = Count()

    /// Whether nothing failed.
    var isSuccess: Bool { files.failed == 0 }

    /// Counts a file and its tests.
    mutating func add(_ report: FileReport) {
        switch report.verdict {
        case .passed: files.passed += 1
        case .skipped: files.skipped += 1
        case .failed: files.failed += 1
        }
        tests.passed += report.passed
        tests.skipped += report.skipped
        tests.failed += report.failed
    }

    /// The line of the total.
    var description: String { "files: \(files); tests: \(tests)" }

    private struct Count: CustomStringConvertible {
        var passed = 0
        var skipped = 0
        var failed = 0

        var description: String { "\(passed) passed, \(skipped) skipped, \(failed) failed" }
    }
}
