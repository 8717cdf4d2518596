import BSON
import FoundationEssentials
import Testing

@Suite("Round trip")
struct RoundTripTests {
    @Test(
        "a model reads back as it was written",
        arguments: [
            Sample(),
            Sample(title: "", tags: []),
            Sample(title: "naïve 🧪\0", tags: ["a", ""], counts: ["b": 2, "a": 1]),
            Sample(status: .published, publishedAt: Date(timeIntervalSince1970: 0)),
        ]
    )
    func readsBack(sample: Sample) throws {
        var writer = BSONWriter()
        sample.write(to: &writer)
        let bytes = try writer.finish()

        var reader = BSONReader(bytes.span)
        let copy = try Sample(from: &reader)

        #expect(copy == sample)
    }
}
