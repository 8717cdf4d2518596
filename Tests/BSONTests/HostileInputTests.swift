import BSON
import BSONCorpus
import Testing

/// What `make fuzz` looks for, with the same inputs in every run.
@Suite("Hostile input")
struct HostileInputTests {
    @Test("mutated bytes are refused or understood for good", arguments: [1, 2, 3] as [UInt64])
    func mutatedBytes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)

        for round in 0..<1_000 {
            let input = mutated(EveryType.document.bytes, &random)
            #expect(HostileInput(input).problems().isEmpty, "round \(round)")
        }
    }

    @Test("mutated text is refused or understood for good", arguments: ExtendedJSONFormat.allCases)
    func mutatedText(format: ExtendedJSONFormat) {
        var random = SeededGenerator(seed: 4)
        let original = Array(EveryType.document.extendedJSON(format).utf8)

        for round in 0..<1_000 {
            let input = mutated(original, &random)
            #expect(HostileInput(input).problems().isEmpty, "round \(round)")
        }
    }

    @Test func `mutated numbers are refused or understood for good`() {
        var random = SeededGenerator(seed: 5)

        for round in 0..<5_000 {
            let input = mutated(Array("-12345.6789E-6170".utf8), &random)
            #expect(HostileInput(input).problems().isEmpty, "round \(round)")
        }
    }

    /// Replaces, removes or repeats a few bytes.
    private func mutated(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        let marks = Array("{}[]\":,\\$0e-.".utf8) + [0, 1, 4, 0x7F, 0x80, 0xFF]
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.remove(at: index)
            case 1: bytes.insert(bytes[index], at: index)
            default: bytes[index] = marks.randomElement(using: &random) ?? 0
            }
        }
        return bytes
    }
}
