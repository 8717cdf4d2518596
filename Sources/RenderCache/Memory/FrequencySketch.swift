/// How often keys were asked for lately, of many more keys than are kept: an estimate that
/// is never too low.
///
/// A count-min sketch of counters of four bits, of which each key has four; the estimate is
/// the smallest. All are halved from time to time, so that what was popular once can be
/// forgotten. It is what TinyLFU decides by (Einziger, Friedman, Manes: "TinyLFU: A Highly
/// Efficient Cache Admission Policy", 2017).
struct FrequencySketch: Sendable {
    /// Sixteen counters in each word; the number of words is a power of two.
    private var words: [UInt64]
    private var recorded = 0

    init(words count: Int = 64) {
        words = Array(repeating: 0, count: count)
    }

    /// Makes room for so many keys that are kept, without losing what is known.
    mutating func grow(toHold keys: Int) {
        // Where a key counts is decided by the low bits of a number, so that a table which
        // is repeated gives the same answers as before.
        while words.count < keys { words += words }
    }

    /// Notes that a key was asked for.
    mutating func record(_ hash: Int) {
        for row in 0..<4 {
            let (word, shift) = place(hash, row)
            if words[word] >> shift & 15 < 15 { words[word] += 1 << shift }
        }
        recorded += 1
        if recorded >= words.count * 10 { age() }
    }

    /// How often a key was asked for: at most fifteen.
    func estimate(_ hash: Int) -> UInt64 {
        var least: UInt64 = 15
        for row in 0..<4 {
            let (word, shift) = place(hash, row)
            least = min(least, words[word] >> shift & 15)
        }
        return least
    }

    private func place(_ hash: Int, _ row: Int) -> (word: Int, shift: UInt64) {
        let bits = UInt64(truncatingIfNeeded: hash)
        let turned = bits << UInt64(row * 15) | bits >> UInt64((64 - row * 15) & 63)
        let mixed = turned &* 0x9E37_79B9_7F4A_7C15
        return (Int(mixed >> 24) & (words.count - 1), (mixed >> 60) * 4)
    }

    private mutating func age() {
        for word in words.indices { words[word] = words[word] >> 1 & 0x7777_7777_7777_7777 }
        recorded /= 2
    }
}
