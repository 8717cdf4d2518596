import Testing

@testable import Web

@Suite("Deadlines", .timeLimit(.minutes(5)))
struct DeadlineTests {
    @Test func `work that was granted more time is not cancelled`() async throws {
        let (askings, asking) = AsyncStream.makeStream(of: Void.self)
        let longer: @Sendable () -> Duration? = {
            asking.finish()
            return .seconds(3600)
        }

        let value = try await Deadline.run(.zero, longer: longer) {
            for await _ in askings {}
            try Task.checkCancellation()
            return 1
        }

        #expect(value == 1)
    }

    @Test func `the time that was granted ends too`() async throws {
        let value = try await Deadline.run(.zero, longer: { .milliseconds(1) }) {
            try await Task.sleep(for: .seconds(3600))
            return 1
        }

        #expect(value == nil)
    }
}
