import NIOCore
import RenderCache
import TestSupport
import Testing

@Suite("The form of a cached value")
struct EnvelopeTests {
    @Test(arguments: UInt64(1)...50)
    func `what was written is read`(seed: UInt64) {
        let envelope = Self.envelope(seed)

        #expect(Envelope(reading: envelope.write()) == envelope)
    }

    @Test(arguments: UInt64(1)...20)
    func `a shortened or lengthened value is a miss`(seed: UInt64) {
        let bytes = Self.envelope(seed).write()

        for length in 0..<bytes.readableBytes {
            #expect(bytes.getSlice(at: 0, length: length).flatMap(Envelope.init) == nil)
        }
        var longer = bytes
        longer.writeInteger(UInt8(0))
        #expect(Envelope(reading: longer) == nil)
    }

    @Test(arguments: UInt64(1)...20)
    func `a changed head is a miss`(seed: UInt64) {
        let envelope = Self.envelope(seed)
        let bytes = envelope.write()
        let head = bytes.readableBytes - envelope.body.readableBytes

        for index in 0..<head {
            for bit in 0..<8 {
                var changed = bytes
                let byte = changed.getInteger(at: index, as: UInt8.self) ?? 0
                changed.setInteger(byte ^ 1 << UInt8(bit), at: index)
                #expect(Envelope(reading: changed) == nil)
            }
        }
    }

    @Test
    func `random bytes are a miss`() {
        var random = SeededGenerator(seed: 7)

        for _ in 0..<20_000 {
            var bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: .min ... .max, using: &random)
            }
            // So that some come past the first byte, and of those some past the sum.
            if !bytes.isEmpty, Bool.random(using: &random) { bytes[0] = 1 }
            #expect(Envelope(reading: ByteBuffer(bytes: bytes)) == nil)
        }
    }

    @Test
    func `a body may be empty or large`() {
        var envelope = Self.envelope(1)

        for size in [0, 1, 127, 128, 1 << 20] {
            envelope.body = ByteBuffer(repeating: 7, count: size)
            #expect(Envelope(reading: envelope.write())?.body.readableBytes == size)
        }
    }

    @Test
    func `an age counts from the making`() {
        var envelope = Self.envelope(1)
        envelope.madeAt = 1_000_000
        envelope.freshFor = 60_000
        envelope.staleFor = 30_000

        #expect(envelope.age(at: 1_000_000) == .fresh(left: 60_000))
        #expect(envelope.age(at: 1_059_999) == .fresh(left: 1))
        #expect(envelope.age(at: 1_060_000) == .stale)
        #expect(envelope.age(at: 1_089_999) == .stale)
        #expect(envelope.age(at: 1_090_000) == .over)
    }

    @Test
    func `a clock that is behind makes nothing last longer than the bound`() {
        var envelope = Self.envelope(1)
        envelope.madeAt = 1_000_000
        envelope.freshFor = 60_000
        envelope.staleFor = 0

        #expect(envelope.age(at: 1_000_000 - Envelope.mostSkew) == .fresh(left: 60_000))
        #expect(envelope.age(at: 1_000_000 - Envelope.mostSkew - 1) == .stale)
    }

    private static func envelope(_ seed: UInt64) -> Envelope {
        var random = SeededGenerator(seed: seed)
        func number() -> Int64 {
            Int64.random(in: 0..<1 << Int64.random(in: 1...48, using: &random), using: &random)
        }
        func text() -> String {
            String(
                (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    "abc:7ñ中🧪".randomElement(using: &random) ?? "a"
                })
        }
        return Envelope(
            madeAt: number(), freshFor: number(), staleFor: number(), cost: number(),
            evidence: (0..<Int.random(in: 0...3, using: &random)).map { _ in
                UInt64.random(in: .min ... .max, using: &random)
            },
            tags: (0..<Int.random(in: 0...5, using: &random)).map { _ in text() },
            body: ByteBuffer(string: text()))
    }
}
