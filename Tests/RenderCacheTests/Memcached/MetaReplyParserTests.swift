import NIOCore
import RenderCache
import TestSupport
import Testing

@Suite("Replies of memcached")
struct MetaReplyParserTests {
    /// What memcached 1.6.18 sent, one reply after the other.
    static let captured = [
        "VA 0 s0 t-1 c1 f0 O1 W\r\n\r\n", "VA 0 s0 t30 c1 f0 O1 Z\r\n\r\n",
        "HD s0 t30 c1 f0 O2 Z\r\n", "NS O3\r\n", "HD O5\r\n",
        "CLIENT_ERROR cannot increment or decrement non-numeric value\r\n",
        "VA 0 s0 t30 c2 f0 O1 X W\r\n\r\n", "VA 0 s0 t30 c2 f0 O1 Z X\r\n\r\n",
        "VA 2 f0 t30 c5 s2 O7\r\n10\r\n", "VA 1 t4294967235 O4\r\n5\r\n", "EN\r\n", "MN\r\n",
        "SERVER_ERROR object too large for cache\r\n", "NF O1\r\n", "EX\r\n",
        "VA 1 c27 kcc\r\nx\r\n", "VA 6 f1 s6\r\n\r\nEN\r\n\r\n",
    ].joined()

    @Test
    func `every field of a reply is read`() throws {
        var parser = MetaReplyParser(maximumValueSize: 100)
        parser.append(
            ByteBuffer(string: "VA 5 c18446744073709551615 f1 s5 t-1 O77 X W\r\nhello\r\n"))

        let reply = try #require(try parser.next())

        var expected = MetaReply(.value)
        expected.value = ByteBuffer(string: "hello")
        expected.revision = .max
        expected.clientFlags = 1
        expected.size = 5
        expected.secondsLeft = -1
        expected.opaque = 77
        expected.isStale = true
        expected.isWinner = true
        #expect(reply == expected)
    }

    @Test
    func `what memcached sends is understood`() throws {
        let replies = try Self.parse([Self.captured])

        #expect(
            replies.map(\.status) == [
                .value, .value, .done, .notStored, .done, .notNumber, .value, .value, .value,
                .value, .miss, .end, .failed, .notFound, .changed, .value, .value,
            ])
        #expect(replies.last?.value == ByteBuffer(string: "\r\nEN\r\n"))
    }

    @Test
    func `where the network cuts a reply in two does not matter`() throws {
        let whole = try Self.parse([Self.captured])
        let bytes = Array(Self.captured.utf8)

        for cut in 0...bytes.count {
            let parts = [bytes[..<cut], bytes[cut...]].map { String(decoding: $0, as: UTF8.self) }
            #expect(try Self.parse(parts) == whole, "cut at \(cut)")
        }
    }

    @Test(arguments: 0..<200)
    func `how many pieces the network makes does not matter`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var rest = Array(Self.captured.utf8)[...]
        var pieces: [String] = []
        while !rest.isEmpty {
            let count = min(rest.count, Int.random(in: 1...(1 + seed % 20), using: &random))
            pieces.append(String(decoding: rest.prefix(count), as: UTF8.self))
            rest = rest.dropFirst(count)
        }

        #expect(try Self.parse(pieces) == Self.parse([Self.captured]))
    }

    @Test
    func `a value that is too large is passed over`() throws {
        let large = String(repeating: "x", count: 101)

        let replies = try Self.parse(["VA 101 O1\r\n\(large)\r\nVA 1 O2\r\ny\r\n"])

        #expect(replies.map(\.opaque) == [1, 2])
        #expect(replies.map(\.value) == [nil, ByteBuffer(string: "y")])
    }

    @Test(arguments: [
        "HTTP/1.1 400 Bad Request\r\n", "ERROR\r\n", "CLIENT_ERROR bad data chunk\r\n", "\r\n",
        "HD\n", "VA\r\n", "VA x\r\n", "VA -1\r\n", "VA 99999999999999999999\r\n",
        "VA 1\r\nxy\r\n", "HD c-1\r\n", "HD O\r\n", "HD Ox\r\n", "HD t--1\r\n", "ZZ\r\n", "H\r\n",
        "hd\r\n", "HD f18446744073709551616\r\n", "SSH-2.0-OpenSSH_9.2\r\n",
        String(repeating: "x", count: 2048),
    ])
    func `what is no reply is told`(text: String) {
        #expect(throws: MalformedReply.self) { try Self.parse([text]) }
    }

    @Test(arguments: 0..<500)
    func `noise neither crashes nor is waited for without end`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var bytes = Array(Self.captured.utf8)
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
        var parser = MetaReplyParser(maximumValueSize: 1000)
        var count = 0

        parser.append(ByteBuffer(bytes: bytes))
        while case .some(.some) = try? parser.next() { count += 1 }

        #expect(count <= 40)
    }

    @discardableResult
    private static func parse(_ pieces: [String]) throws -> [MetaReply] {
        var parser = MetaReplyParser(maximumValueSize: 100)
        var replies: [MetaReply] = []
        for piece in pieces {
            parser.append(ByteBuffer(string: piece))
            while let reply = try parser.next() { replies.append(reply) }
        }
        return replies
    }
}
