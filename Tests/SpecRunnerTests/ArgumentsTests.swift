import BSON
import Testing

@testable import SpecRunner

@Suite("The arguments of an operation")
struct ArgumentsTests {
    @Test func `one that nobody takes is a failure`() throws {
        var arguments = Arguments(["filter": [:], "surprise": 1], of: "find")
        _ = try arguments.document("filter")

        #expect(throws: Failure("find has the unknown argument surprise")) {
            try arguments.finish()
        }
    }

    @Test func `one of the wrong type is a failure`() {
        var arguments = Arguments(["filter": 1], of: "find")

        #expect(throws: Failure("filter of find is 1, not a document")) {
            _ = try arguments.document("filter")
        }
    }

    @Test func `one that must be there is missed`() {
        var arguments = Arguments([:], of: "find")

        #expect(throws: Failure("find needs filter")) {
            _ = try arguments.required("filter") { try $0.document($1) }
        }
    }
}
