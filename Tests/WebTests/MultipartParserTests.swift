import NIOCore
import TestSupport
import Testing
import Web

@Suite("Multipart parser")
struct MultipartParserTests {
    typealias Event = MultipartParser.Event

    /// Parses a body cut at the given places, and joins a part's bytes again.
    private func events(of body: [UInt8], cutAt cuts: [Int]) throws -> [Event] {
        var parser = MultipartParser(boundary: Array("X".utf8), headerBytes: 1000)
        var events: [Event] = []
        let ends = cuts + [body.count]
        for (start, end) in zip([0] + cuts, ends) {
            parser.append(ByteBuffer(bytes: body[start..<end]))
            while let event = try parser.next() { events.append(event) }
        }
        guard parser.isFinished else { throw MultipartError.malformed }
        return events.reduce(into: []) { joined, event in
            if case .partBytes(let more) = event, case .partBytes(let bytes) = joined.last {
                joined[joined.count - 1] = .partBytes(
                    ByteBuffer(bytes: Array(bytes.readableBytesView) + more.readableBytesView))
            } else {
                joined.append(event)
            }
        }
    }

    static let samples: [[UInt8]] = [
        Multipart([.field("a", "1")]).bytes,
        Multipart([.field("a", ""), .field("b", "\r\n")]).bytes,
        Multipart([.field("a", "\r\n--\r\n-X\r\r\n--Y\r\n-")]).bytes,
        Multipart([
            .file("f", "中.png", "image/png", [0, 13, 10, 45, 45, 89, 13, 13, 10, 45, 255]),
            .field("a", "--X"),
        ]).bytes + Array("ignored --X--".utf8),
    ]

    @Test("what is read does not depend on one cut", arguments: samples)
    func oneCut(body: [UInt8]) throws {
        let whole = try events(of: body, cutAt: [])

        let others = try (0...body.count).map { try events(of: body, cutAt: [$0]) }

        #expect(others.allSatisfy { $0 == whole })
    }

    @Test("what is read does not depend on two cuts", arguments: samples)
    func twoCuts(body: [UInt8]) throws {
        let whole = try events(of: body, cutAt: [])

        for first in 0...body.count {
            for second in first...body.count {
                let cut = try events(of: body, cutAt: [first, second])
                try #require(cut == whole, "cut at \(first) and \(second)")
            }
        }
    }

    @Test("what is read does not depend on many cuts", arguments: 1...9)
    func manyCuts(size: Int) throws {
        for body in Self.samples {
            let whole = try events(of: body, cutAt: [])

            let cut = try events(
                of: body, cutAt: Array(stride(from: size, to: body.count, by: size)))

            #expect(cut == whole)
        }
    }

    @Test func `a part's bytes are what was sent`() throws {
        let body = Multipart([.field("a", "\r\n--\r\n-X\r\r\n--Y\r\n-")]).bytes

        let read = try events(of: body, cutAt: [])

        #expect(
            read == [
                .partBegan(PartHeaders(name: "a")),
                .partBytes(ByteBuffer(string: "\r\n--\r\n-X\r\r\n--Y\r\n-")), .partEnded,
            ])
    }

    @Test(
        "a broken body is refused",
        arguments: [
            "", "--X", "--X--"[...].dropLast(1).description, "preamble\r\n--X--\r\n", "--Y--\r\n",
            "--X \r\n", "--XY\r\n", "--X\r\n\r\nno headers\r\n--X--\r\n",
            "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n--X--\r\n",
            "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
            "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--X",
        ])
    func refuses(body: String) {
        #expect(throws: MultipartError.malformed) {
            try events(of: Array(body.utf8), cutAt: [])
        }
    }

    @Test(
        "broken headers are refused",
        arguments: [
            "Content-Type: text/plain",
            "Content-Disposition: form-data",
            "Content-Disposition: form-data; name=\"\"",
            "Content-Disposition: attachment; name=\"a\"",
            "Content-Disposition: form-data; name=\"a\"; name=\"b\"",
            "Content-Disposition: form-data; name=\"a",
            "Content-Disposition: form-data; name=\"a\"; filename*=UTF-16''x.png",
            "Content-Disposition: form-data; name=\"a\"; filename*=x.png",
            "Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''%zz.png",
            "Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''x%00.png",
            "Content-Disposition: form-data; name=\"a\"; filename*0=x; filename*1=.png",
            "Content-Disposition: form-data; name*=UTF-8''a",
            "Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"",
            "Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64",
            "Content-Disposition: form-data; name=\"a\"\nX: y",
            "no colon",
        ])
    func refusesHeaders(headers: String) {
        let body = Multipart([.raw(headers + "\r\n\r\n1")]).bytes

        #expect(throws: MultipartError.malformed) { try events(of: body, cutAt: []) }
    }

    @Test(
        "names are read as browsers write them",
        arguments: [
            ("name=\"a\"; filename=\"C:\\\\dir\\\\photo.png\"", "photo.png"),
            ("name=\"a\"; filename=\"C:\\dir\\photo.png\"", "photo.png"),
            ("name=\"a\"; filename=\"../../etc/passwd\"", "passwd"),
            ("name=\"a\"; filename=\"say %22hi%22.png\"", "say \"hi\".png"),
            ("name=\"a\"; filename=\"100%25.png\"", "100%25.png"),
            ("name=\"a\"; filename=\"a;b.png\"", "a;b.png"),
            ("filename=\"中文.png\"; name=a", "中文.png"),
            ("name=\"a\"; filename=\"plain.png\"; filename*=UTF-8''other.exe", "plain.png"),
            ("name=\"a\"; filename*=utf-8'zh'%e4%b8%ad%20%2e.png", "中 ..png"),
            ("name=\"a\"; filename*=UTF-8''..%2F..%2fetc%5Cpasswd", "passwd"),
            ("name=\"a\"; filename=\"\"", ""),
        ])
    func readsNames(parameters: String, filename: String) throws {
        let body = Multipart([.raw("Content-Disposition: form-data; \(parameters)\r\n\r\n")]).bytes

        let read = try events(of: body, cutAt: [])

        #expect(read.first == .partBegan(PartHeaders(name: "a", filename: filename)))
    }

    @Test func `headers without an end are refused early`() throws {
        var parser = MultipartParser(boundary: [88], headerBytes: 1000)
        parser.append(ByteBuffer(string: "--X\r\nA: "))

        #expect(throws: MultipartError.headersTooLong) {
            for _ in 0..<20 {
                parser.append(ByteBuffer(repeating: 65, count: 100))
                _ = try parser.next()
            }
        }
    }
}
