import NIOCore
import TestSupport
import Testing
import Web

/// Bodies and cuts made from a seed, so that a failure can be repeated.
private struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        // SplitMix64.
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Bytes of which many look like the beginning of a boundary.
    mutating func content() -> [UInt8] {
        let lures = ["\r\n--", "\r\n--X", "\r", "\n", "--X--", "\r\n\r\n", "\r\n-", "X", "\0"]
        return (0..<Int.random(in: 0...12, using: &self)).flatMap { _ in
            Array((lures.randomElement(using: &self) ?? "").utf8)
        }
    }
}

@Suite("Multipart, however it is cut")
struct MultipartPropertyTests {
    /// What a body holds, or that it is refused.
    private func parse(_ pieces: [[UInt8]]) -> [String]? {
        var parser = MultipartParser(boundary: Array("XY".utf8), headerBytes: 200)
        var parts: [(PartHeaders, [UInt8])] = []
        var ended = 0
        do {
            for piece in pieces {
                parser.append(ByteBuffer(bytes: piece))
                while let event = try parser.next() {
                    switch event {
                    case .partBegan(let headers): parts.append((headers, []))
                    case .partBytes(let bytes): parts[parts.count - 1].1 += bytes.readableBytesView
                    case .partEnded: ended += 1
                    }
                }
            }
        } catch {
            return nil
        }
        guard parser.isFinished, ended == parts.count else { return nil }
        return parts.map { "\($0.0) \($0.1)" }
    }

    private func body(_ dice: inout Dice) -> [UInt8] {
        var body: [UInt8] = []
        for _ in 0..<Int.random(in: 0...3, using: &dice) {
            let filename = Bool.random(using: &dice) ? "; filename=\"中\"" : ""
            body += Array(
                "--XY\r\nContent-Disposition: form-data; name=\"a\"\(filename)\r\n\r\n".utf8)
            body += dice.content() + Array("\r\n".utf8)
        }
        body += Array("--XY--\r\n".utf8)
        // Some are broken, which must not depend on the cuts either.
        if Int.random(in: 0..<4, using: &dice) == 0 {
            body[Int.random(in: body.indices, using: &dice)] = UInt8.random(
                in: 0...255, using: &dice)
        }
        return body
    }

    @Test("what is read does not depend on where pieces end", arguments: 0..<8)
    func anyCuts(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for _ in 0..<150 {
            let body = body(&dice)
            let whole = parse([body])
            for _ in 0..<10 {
                var rest = body[...]
                var pieces: [[UInt8]] = []
                let largest = Int.random(in: 1...20, using: &dice)
                while !rest.isEmpty {
                    // Some pieces are empty.
                    let piece = rest.prefix(Int.random(in: 0...largest, using: &dice))
                    pieces.append(Array(piece))
                    rest = rest.dropFirst(piece.count)
                }

                let cut = parse(pieces)

                try #require(cut == whole, "\(pieces)")
            }
        }
    }

    @Test func `a good body is read whole whatever its parts hold`() throws {
        var dice = Dice(seed: 42)
        for _ in 0..<300 {
            let contents = (0..<3).map { _ in dice.content() }.filter { content in
                // What holds the boundary is sent with another one.
                !String(decoding: content, as: UTF8.self).contains("--XY")
            }
            let head = "--XY\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
            let body =
                contents.flatMap { Array(head.utf8) + $0 + [13, 10] } + Array("--XY--\r\n".utf8)

            let read = parse([body])

            let expected = contents.map { "\(PartHeaders(name: "a")) \($0)" }
            try #require(read == expected)
        }
    }
}
