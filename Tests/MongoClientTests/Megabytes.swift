/// Megabytes that are made as they are asked for.
struct Megabytes: AsyncSequence {
    let count: Int

    /// Told the number of megabytes given before each is given, and at the end.
    let progress: (Int) async throws -> Void

    func makeAsyncIterator() -> Iterator {
        Iterator(megabytes: self)
    }

    struct Iterator: AsyncIteratorProtocol {
        let megabytes: Megabytes
        var given = 0

        mutating func next() async throws -> [UInt8]? {
            try await megabytes.progress(given)
            guard given < megabytes.count else { return nil }
            given += 1
            return [UInt8](repeating: UInt8(truncatingIfNeeded: given), count: 1 << 20)
        }
    }
}
