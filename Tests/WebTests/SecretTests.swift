import FoundationEssentials
import Testing
import Web

@Suite("Secrets")
struct SecretTests {
    @Test func `a password is recognized, and no other`() async throws {
        let hasher = PasswordHasher()

        let hash = try await hasher.hash("correct horse \u{0} battery")

        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(try await hasher.verify("correct horse \u{0} battery", against: hash))
        #expect(try await !hasher.verify("correct horse", against: hash))
        #expect(try await !hasher.verify("", against: hash))
    }

    @Test func `an account that does not exist takes the same work`() async throws {
        let hasher = PasswordHasher()
        let hash = try await hasher.hash("a")

        let known = try await fastest { _ = try await hasher.verify("b", against: hash) }
        let unknown = try await fastest { _ = try await hasher.verify("b", against: nil) }

        #expect(unknown > known / 20)
    }

    /// Measures the quickest of several runs: the others waited for the machine.
    private func fastest(_ work: () async throws -> Void) async throws -> Duration {
        var fastest = Duration.seconds(3600)
        for _ in 0..<5 { fastest = min(fastest, try await ContinuousClock().measure(work)) }
        return fastest
    }

    @Test func `too many at once are turned away`() async throws {
        let hasher = PasswordHasher(concurrency: 1, maximumWaiting: 1)

        let busy = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    do {
                        _ = try await hasher.hash("a")
                        return false
                    } catch {
                        return error is PasswordHasher.Busy
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }

        #expect((1...8).contains(busy))
    }

    @Test(
        "a hash with other costs is to be made again",
        arguments: [
            ("$argon2id$v=19$m=4096,t=1,p=1$c2FsdHNhbHRzYWx0c2E$aGFzaGhhc2hoYXNoaGFzaA", true),
            ("plain", true),
        ])
    func rehash(hash: String, expected: Bool) {
        #expect(PasswordHasher().needsRehash(hash) == expected)
    }

    @Test func `a new hash need not be made again`() async throws {
        let hasher = PasswordHasher()

        let hash = try await hasher.hash("a")

        #expect(!hasher.needsRehash(hash))
    }

    @Test(
        "a key is 32 bytes in hexadecimal or base64",
        arguments: [
            (String(repeating: "0f", count: 32), true),
            (String(repeating: "0f", count: 32) + "\n", true),
            (String(repeating: "A", count: 43) + "=", true),
            (String(repeating: "A", count: 43), true),
            (String(repeating: "0f", count: 31), false),
            (String(repeating: "xy", count: 32), false),
            ("", false), ("secret", false),
        ])
    func keys(text: String, isGood: Bool) {
        #expect((SecretKey(text) != nil) == isGood)
    }

    @Test func `a key file is made once, for its owner only`() throws {
        let path = FileManager.default.temporaryDirectory.path + "/web-key-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: path) }

        _ = try SecretKey.load(orCreateAt: path)
        let first = FileManager.default.contents(atPath: path)
        _ = try SecretKey.load(orCreateAt: path)

        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(FileManager.default.contents(atPath: path) == first)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `a token for a link is long and new each time`() {
        let tokens = Set((0..<100).map { _ in RandomToken.text() })

        #expect(tokens.count == 100)
        #expect(tokens.allSatisfy { $0.count == 43 })
    }
}
