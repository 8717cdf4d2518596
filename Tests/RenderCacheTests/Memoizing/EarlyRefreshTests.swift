import RenderCache
import TestSupport
import Testing

@Suite("Computing early by chance")
struct EarlyRefreshTests {
    // e^(−left/(β·cost)): 40 ms of cost at 40, 100 and 10 ms before the end.
    @Test(arguments: [
        (eagerness: 1.0, left: 40, chance: 0.3679),
        (eagerness: 1.0, left: 100, chance: 0.0821),
        (eagerness: 1.0, left: 10, chance: 0.7788),
        (eagerness: 2.0, left: 100, chance: 0.2865),
    ])
    func `the chance falls with the time that is left`(
        eagerness: Double, left: Int, chance: Double
    ) {
        let early = EarlyRefresh(eagerness: eagerness)
        var random = SeededGenerator(seed: 11)
        let trials = 40_000

        let soon = (0..<trials).filter { _ in
            early.isDue(
                cost: .milliseconds(40), left: .milliseconds(left),
                random: Double.random(in: 0..<1, using: &random))
        }

        // Six standard deviations of 40,000 trials are less than 0.015.
        #expect(abs(Double(soon.count) / Double(trials) - chance) < 0.015)
    }

    @Test
    func `when the time is over it is certain`() {
        let early = EarlyRefresh(eagerness: 1)

        #expect(early.isDue(cost: .milliseconds(1), left: .zero, random: 0))
    }

    @Test
    func `long before the end it never happens`() {
        let early = EarlyRefresh(eagerness: 1)

        // The largest number below one.
        #expect(
            !early.isDue(
                cost: .milliseconds(40), left: .seconds(300), random: 1.0.nextDown))
    }

    @Test
    func `without eagerness, or a cost, it never happens`() {
        #expect(!EarlyRefresh(eagerness: 0).isDue(cost: .seconds(1), left: .zero, random: 0.9))
        #expect(!EarlyRefresh(eagerness: 1).isDue(cost: .zero, left: .zero, random: 0.9))
    }
}
