#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Decides by chance to compute a value before its time is over, so that of many readers one
/// is early and the others never wait.
///
/// XFetch, from A. Vattani, F. Chierichetti, K. Lowenstein: Optimal Probabilistic Cache
/// Stampede Prevention, VLDB 2015: a reading is early if −β·cost·ln(random) reaches the time
/// that is left, which it does with probability e^(−left/(β·cost)). Values that are costly to
/// compute are refreshed earlier; no clock or message has to be shared.
package struct EarlyRefresh: Sendable {
    /// The β: zero for never.
    package let eagerness: Double

    package init(eagerness: Double) {
        self.eagerness = eagerness
    }

    /// Whether one reading should compute, for a random number from 0 up to 1.
    package func isDue(cost: Duration, left: Duration, random: Double) -> Bool {
        // 1 − random is never zero, whose logarithm is not a number to multiply by.
        guard eagerness > 0, cost > .zero else { return false }
        return -eagerness * (cost / .seconds(1)) * log(1 - random) >= left / .seconds(1)
    }
}
