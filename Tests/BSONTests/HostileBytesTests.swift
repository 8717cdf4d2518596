import BSON
import BSONCorpus
import Testing

@Suite("Hostile bytes")
struct HostileBytesTests {
    @Test func `a document cut short anywhere is refused`() {
        let bytes = EveryType.document.bytes

        for count in 0..<bytes.count {
            #expect(throws: BSONError.self, "cut at \(count)") {
                try BSONDocument(Array(bytes[..<count]))
            }
        }
    }

    @Test func `a cut document whose length was made to fit is refused`() {
        let bytes = EveryType.document.bytes

        for count in 5..<bytes.count - 1 {
            var cut = Array(bytes[..<count])
            cut[0] = UInt8(truncatingIfNeeded: count)
            cut[1] = UInt8(truncatingIfNeeded: count >> 8)
            // Some cuts happen to end an element; those are whole documents.
            guard let document = try? BSONDocument(cut) else { continue }
            #expect(rebuilt(document).bytes == cut, "cut at \(count)")
        }
    }

    @Test("random mutations are refused or read whole", arguments: [1, 2, 3, 4])
    func mutations(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let original = EveryType.document.bytes

        for round in 0..<5_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] =
                    [0, 1, 4, 0x7F, 0x80, 0xFF, .random(in: 0...255, using: &random)]
                    .randomElement(using: &random) ?? 0
            }
            guard let document = try? BSONDocument(bytes) else { continue }
            #expect(Array(document).count == elementCount(bytes), "round \(round)")
        }
    }

    @Test("reading a model from mutated bytes throws at worst", arguments: [5, 6])
    func mutatedModel(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let original = try BSONDocument(encoding: Sample(counts: ["a": 1])).bytes
        var refused = 0

        for _ in 0..<5_000 {
            var bytes = original
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
                in: 0...255, using: &random)
            var reader = BSONReader(bytes.span)
            if (try? Sample(from: &reader)) == nil { refused += 1 }
        }

        #expect(refused > 1_000)
    }

    @Test(
        "lengths beyond every bound are refused",
        arguments: [BSONType.string, .document, .binary, .javascriptWithScope, .dbPointer],
        [Int32.max, .min, -1, 0x7FFF_FF00]
    )
    func lengths(type: BSONType, length: Int32) {
        var bytes: [UInt8] = [0, 0, 0, 0, type.rawValue, 0x61, 0]
        for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
        bytes += Array(repeating: 0, count: 32)
        bytes[0] = UInt8(bytes.count)

        #expect(throws: BSONError.self) { try BSONDocument(bytes) }
    }

    @Test("nesting is bounded", arguments: [BSONType.document, .array])
    func nesting(type: BSONType) {
        #expect(throws: Never.self) { try BSONDocument(nested(type, levels: 200)) }
        let error = #expect(throws: BSONError.self) {
            try BSONDocument(nested(type, levels: 201))
        }
        #expect(error?.reason == .tooDeep)
    }

    @Test func `a hundred thousand levels are refused as soon as the bound is met`() {
        let bytes = nested(.document, levels: 100_000)

        #expect(throws: BSONError.self) { try BSONDocument(bytes) }
    }

    /// Counts the elements of the outermost document.
    private func elementCount(_ bytes: [UInt8]) -> Int {
        var reader = BSONReader(bytes.span)
        var count = 0
        while (try? reader.next()) != nil { count += 1 }
        return count
    }

    /// Returns the bytes of documents that each hold but the next.
    private func nested(_ type: BSONType, levels: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for level in 0..<levels {
            let length = 5 + 7 * (levels - 1 - level) + (levels - 1 - level)
            for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: length >> shift)) }
            if level < levels - 1 { bytes += [type.rawValue, 0x30, 0] }
        }
        return bytes + Array(repeating: 0, count: levels)
    }
}
