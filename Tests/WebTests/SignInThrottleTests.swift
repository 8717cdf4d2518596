import HTTPTypes
import Testing
import Web

@Suite("Throttling of sign-in")
struct SignInThrottleTests {
    @Test func `ten wrong passwords are looked at, the eleventh waits`() async throws {
        let door = Door()
        try await door.knock(times: 10)

        let answer = try await door.knock()

        #expect(answer == .wait(20))
    }

    @Test func `a refused try makes nobody wait longer`() async throws {
        let door = Door()
        try await door.knock(times: 18)
        door.clock.advance(by: 19)

        let early = try await door.knock()
        door.clock.advance(by: 1)
        let answer = try await door.knock()

        #expect(early == .wait(1))
        #expect(answer == .looked)
    }

    @Test func `whether there is such an account makes no difference`() async throws {
        let door = Door()
        try await door.knock("nobody", times: 10)

        let answer = try await door.knock("nobody")

        #expect(answer == .wait(20))
    }

    @Test func `a right password forgets the wrong ones before it`() async throws {
        let door = Door()
        try await door.knock(times: 9)
        _ = try await door.knock(isRight: true)

        try await door.knock(from: "192.0.2.2", times: 9)
        let answer = try await door.knock(from: "192.0.2.2")

        #expect(answer == .looked)
    }

    @Test func `many addresses share the tries of one account`() async throws {
        let door = Door()
        for number in 0..<10 { try await door.knock(from: "192.0.2.\(number)", times: 1) }

        let answer = try await door.knock(from: "192.0.2.99")

        #expect(answer == .wait(20))
    }

    @Test func `one address has so many tries, whomever it names`() async throws {
        let door = Door()
        for number in 0..<20 { try await door.knock("user\(number)", times: 1) }

        let answer = try await door.knock("user20")

        #expect(answer == .wait(60))
    }

    @Test func `an account of one's own gives an address no more tries at others`() async throws {
        let door = Door()
        for number in 0..<20 {
            try await door.knock("user\(number)", times: 1)
            _ = try await door.knock("own", isRight: true)
        }

        let answer = try await door.knock("user20")

        #expect(answer == .wait(60))
    }

    @Test func `one address cannot keep an account busy`() async throws {
        let door = Door()
        try await door.knock(times: 30)

        var answers: [Door.Answer] = []
        for _ in 0..<10 {
            door.clock.advance(by: 60)
            try await door.knock(times: 30)
            answers.append(try await door.knock(from: "198.51.100.7"))
        }

        #expect(answers == Array(repeating: .looked, count: 10))
    }

    @Test func `strangers do not keep a person from a device of theirs`() async throws {
        let door = Door()
        let cookie = door.cookie(of: "ada")
        for number in 0..<100 { try await door.knock(from: "192.0.2.\(number)", times: 30) }

        let answer = try await door.knock(from: "192.0.2.1", cookie: cookie)

        #expect(answer == .looked)
    }

    @Test func `a known device has so many tries, too`() async throws {
        let door = Door()
        let cookie = door.cookie(of: "ada")
        for _ in 0..<10 { _ = try await door.knock(cookie: cookie) }

        let answer = try await door.knock(cookie: cookie)

        #expect(answer == .wait(20))
    }

    @Test(
        "a device is known to the account alone that signed in there",
        arguments: [("eve", ""), ("ada", "x")])
    func unknownDevices(account: String, ending: String) async throws {
        let door = Door()
        try await door.knock(times: 10)

        let answer = try await door.knock(cookie: door.cookie(of: account) + ending)

        #expect(answer == .wait(20))
    }

    @Test func `the addresses of one IPv6 network count as one`() async throws {
        let door = Door()
        for number in 0..<20 {
            try await door.knock("user\(number)", from: "2001:db8:1:2::\(number)", times: 1)
        }

        let same = try await door.knock("user20", from: "2001:db8:1:2:ffff::1")
        let other = try await door.knock("user20", from: "2001:db8:1:3::1")

        #expect(same == .wait(60))
        #expect(other == .looked)
    }

    @Test func `an IPv4 address in IPv6's clothes is itself`() async throws {
        let door = Door()
        for number in 0..<20 { try await door.knock("user\(number)", times: 1) }

        let same = try await door.knock("user20", from: "::ffff:192.0.2.1")
        let other = try await door.knock("user20", from: "::ffff:192.0.2.2")

        #expect(same == .wait(60))
        #expect(other == .looked)
    }

    @Test(
        "a front server on this machine speaks for everyone, and is not counted",
        arguments: ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
    func loopback(address: String) async throws {
        let door = Door()
        for number in 0..<30 { try await door.knock("user\(number)", from: address, times: 1) }

        let answer = try await door.knock("user30", from: address)

        #expect(answer == .looked)
    }

    @Test func `of fifty tries at once ten are looked at`() async throws {
        let door = Door()

        let answers = try await withThrowingTaskGroup(of: Door.Answer.self) { group in
            for _ in 0..<50 { group.addTask { try await door.knock() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(answers.filter { $0 == .looked }.count == 10)
    }

    @Test func `a try that the hasher turned away is none`() async throws {
        let door = Door()
        let hasher = PasswordHasher(concurrency: 1, maximumWaiting: 0)
        let busy = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<5 {
                group.addTask {
                    do {
                        return try await door.throttle.attempt(
                            "ada", headers: [:], address: nil
                        ) { try await hasher.verify("a", against: nil) }
                    } catch is PasswordHasher.Busy {
                        return true
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        try #require(busy > 0)

        try await door.knock(times: 9 - (5 - busy))
        let last = try await door.knock()
        let next = try await door.knock()

        #expect(last == .looked)
        #expect(next == .wait(20))
    }

    @Test func `the store learns neither names nor addresses`() async throws {
        let door = Door()

        try await door.knock("zoë", times: 1)

        let names = await door.store.freeAt.keys
        #expect(names.count == 2)
        #expect(names.allSatisfy { $0.count == 64 && $0.allSatisfy(\.isHexDigit) })
    }

    @Test func `over TLS the device's cookie is bound to the host`() {
        let door = Door(origin: "https://blog.test")

        let cookie = door.throttle.deviceCookie(for: "ada", headers: [:]).value

        #expect(cookie.hasPrefix("__Host-device="))
        #expect(cookie.contains("; HttpOnly; SameSite=Lax; Secure; Max-Age="))
    }

    @Test func `a device keeps its name when it signs in again`() {
        let door = Door()
        let cookie = door.cookie(of: "ada")

        let again = door.throttle.deviceCookie(for: "ada", headers: [.cookie: cookie]).value

        #expect(again.hasPrefix(cookie + ";"))
    }
}
