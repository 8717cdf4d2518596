import BSON
import FoundationEssentials
import Testing

@testable import Blog

@Suite("Positions in a list")
struct PostPositionTests {
    @Test(
        "a position reads back as it was written",
        arguments: [0, 0.001, 1_800_000_000.123, 4_102_444_799.999])
    func readsBack(seconds: Double) {
        let last = PostPosition(
            createdAt: Date(timeIntervalSince1970: seconds), id: ObjectID())

        let position = PostPosition(last.text)

        #expect(position == last)
    }

    @Test(
        "what is no position is ignored",
        arguments: [
            "", "-", "1", "1-", "-1", "1-xyz", "x-507f1f77bcf86cd799439011",
            "99999999999999999999-507f1f77bcf86cd799439011", "1-507f1f77bcf86cd79943901",
        ])
    func refuses(text: String) {
        #expect(PostPosition(text) == nil)
    }
}
