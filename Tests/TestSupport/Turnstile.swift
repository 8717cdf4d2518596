/// Lets a few in at a time, in the order they came.
///
/// Every test would otherwise start a site at once, and each request would wait
/// for all the others until a time limit of the site's own runs out.
package actor Turnstile {
    /// Whether this task is past a turnstile: who starts a second site needs no second place.
    @TaskLocal private static var isInside = false

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init(places: Int) {
        free = places
    }

    /// Waits for a place, and runs `body` in it.
    nonisolated(nonsending) package func pass(
        _ body: nonisolated(nonsending) () async throws -> Void
    ) async throws {
        guard !Self.isInside else { return try await body() }
        await enter()
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(
                try await Self.$isInside.withValue(true) { try await body() })
        } catch {
            outcome = .failure(error)
        }
        await leave()
        try outcome.get()
    }

    private func enter() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Gives the place to whoever waits longest.
    private func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
