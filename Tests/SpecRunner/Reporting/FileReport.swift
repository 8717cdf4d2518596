/// What became of the tests of a file, as the line that is printed.
struct FileReport: Hashable {
    /// The path below the folder that was asked for.
    let path: String

    let tests: [TestReport]

    /// A report of a file none of whose tests was run.
    init(path: String, verdict: Verdict) {
        self.init(path: path, tests: [TestReport(name: "", verdict: verdict)])
    }

    init(path: String, tests: [TestReport]) {
        self.path = path
        self.tests = tests
    }

    /// Failed if one test did, skipped if every test was, else passed.
    var verdict: Verdict {
        guard !tests.isEmpty else { return .failed("there are no tests") }
        let failures = tests.compactMap(\.failure)
        if !failures.isEmpty { return .failed(failures.joined(separator: "; ")) }
        let reasons = skipReasons
        if reasons.isEmpty || passed > 0 { return .passed }
        return .skipped(reasons.joined(separator: "; "))
    }

    var passed: Int { tests.count { $0.verdict == .passed } }

    var skipped: Int { tests.count { $0.skipReason != nil } }

    var failed: Int { tests.count { $0.failure != nil } }

    /// Why tests were skipped, each reason once.
    private var skipReasons: [String] {
        tests.compactMap(\.skipReason).withoutRepetitions
    }
}

extension FileReport: CustomStringConvertible {
    /// The line of the file.
    var description: String {
        switch verdict {
        case .passed where skipped == 0: "passed  \(path) (\(passed))"
        case .passed:
            "passed  \(path) (\(passed), and \(skipped) skipped: "
                + skipReasons.joined(separator: "; ") + ")"
        case .skipped(let reason): "skipped \(path): \(reason)"
        case .failed(let what): "failed  \(path) (\(failed) of \(tests.count)): \(what)"
        }
    }
}

extension TestReport {
    fileprivate var skipReason: String? {
        if case .skipped(let reason) = verdict { reason } else { nil }
    }

    fileprivate var failure: String? {
        guard case .failed(let what) = verdict else { return nil }
        return name.isEmpty ? what : "\(name): \(what)"
    }
}
