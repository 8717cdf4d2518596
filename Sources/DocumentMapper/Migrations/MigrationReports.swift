import Synchronization

/// The last report of each step of a rehearsal.
final class MigrationReports: Sendable {
    private let reports = Mutex<[MigrationProgress]>([])

    /// Takes a report in place of an earlier one of the same step.
    var add: @Sendable (MigrationProgress) -> Void {
        { [self] report in
            reports.withLock { reports in
                reports.removeAll {
                    $0.migration == report.migration && $0.step == report.step
                }
                reports.append(report)
            }
        }
    }

    var final: [MigrationProgress] { reports.withLock(\.self) }
}
