extension Duration {
    /// Whole milliseconds, at least none and at most what an ``Envelope`` has room for.
    var milliseconds: Int64 { whole(.milliseconds(1)) }

    /// Whole microseconds, likewise.
    var microseconds: Int64 { whole(.microseconds(1)) }

    private func whole(_ unit: Duration) -> Int64 {
        Int64(min(max(self / unit, 0), 0x1p48))
    }
}
