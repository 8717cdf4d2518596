package import Web

extension ConnectionLimits {
    /// These limits with more time for clients, where a test does not limit it itself: on a busy
    /// machine, beside other tests, every client is slow.
    package var patient: Self {
        let usual = Self()
        var limits = self
        for time in [\Self.headTimeout, \.idleTimeout, \.lingerTime, \.rateWindow]
        where limits[keyPath: time] == usual[keyPath: time] {
            limits[keyPath: time] = .seconds(300)
        }
        return limits
    }
}
