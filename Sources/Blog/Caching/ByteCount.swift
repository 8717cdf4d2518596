/// Numbers of bytes as people read them.
enum ByteCount {
    /// Writes a number in the largest unit of which there is at least one: `13.8 KB`, `32 MB`.
    ///
    /// The space does not break.
    static func text(_ bytes: Int) -> String {
        var (value, unit) = (Double(bytes), 0)
        let units = ["bytes", "KB", "MB", "GB"]
        while value >= 1024, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        let tenths = Int((value * 10).rounded())
        let rest = tenths % 10 == 0 ? "" : ".\(tenths % 10)"
        return "\(tenths / 10)\(rest)\u{a0}\(units[unit])"
    }
}
