import Glibc
import NIOCore

extension ByteBuffer {
    /// Tells whether the readable bytes begin with `pattern`, or returns `nil` if there
    /// are too few to say.
    func begins(with pattern: [UInt8]) -> Bool? {
        let common = Swift.min(readableBytes, pattern.count)
        guard readableBytesView.prefix(common).elementsEqual(pattern.prefix(common)) else {
            return false
        }
        return common == pattern.count ? true : nil
    }

    /// Returns after how many bytes `pattern` begins, or else after how many it could
    /// still begin once more bytes have come.
    ///
    /// The search leaps from one first byte of the pattern to the next: `memchr` looks
    /// at many bytes at once, and line ends are rare in what people upload.
    func firstPlace(of pattern: [UInt8], from start: Int) -> (place: Int, isWhole: Bool) {
        unsafe withUnsafeReadableBytes { bytes in
            // Every offset below lies within `bytes`, which is alive for the closure.
            guard let base = bytes.baseAddress else { return (0, false) }
            var place = start
            while place < bytes.count {
                let found = unsafe memchr(base + place, Int32(pattern[0]), bytes.count - place)
                guard let found = unsafe found else { break }
                place = unsafe base.distance(to: UnsafeRawPointer(found))
                let common = Swift.min(bytes.count - place, pattern.count)
                if unsafe memcmp(base + place, pattern, common) == 0 {
                    return (place, common == pattern.count)
                }
                place += 1
            }
            return (bytes.count, false)
        }
    }
}
