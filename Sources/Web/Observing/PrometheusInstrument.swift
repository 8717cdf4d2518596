/// What one series of a metric is kept in.
protocol PrometheusInstrument: Sendable {
    /// Appends the series' lines.
    func write(_ name: String, labels: String, to text: inout String)
}

extension PrometheusInstrument {
    /// Appends one line.
    func line(_ name: String, _ labels: String, _ value: Double, to text: inout String) {
        text += labels.isEmpty ? name : "\(name){\(labels)}"
        text += " \(Self.number(value))\n"
    }

    static func number(_ value: Double) -> String {
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if value.isNaN { return "NaN" }
        return Int(exactly: value).map(String.init) ?? "\(value)"
    }
}
