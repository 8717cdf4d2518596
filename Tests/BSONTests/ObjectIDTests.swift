import BSON
import FoundationEssentials
import Testing

@Suite("Object identifiers")
struct ObjectIDTests {
    @Test func `hexadecimal digits read back`() {
        let text = "507f1f77bcf86cd799439011"

        #expect(ObjectID(text)?.description == text)
        #expect(ObjectID(text.uppercased())?.description == text)
    }

    @Test(
        "what is not 24 hexadecimal digits is refused",
        arguments: [
            "", "507f1f77bcf86cd79943901", "507f1f77bcf86cd7994390111", "507f1f77bcf86cd79943901g",
            "507f1f77bcf86cd79943901é", "+07f1f77bcf86cd799439011",
        ]
    )
    func refused(text: String) {
        #expect(ObjectID(text) == nil)
    }

    @Test func `bytes read back in order`() {
        let bytes = Array(UInt8(1)...12)

        #expect(ObjectID(bytes)?.bytes == bytes)
        #expect(ObjectID(bytes)?.description == "0102030405060708090a0b0c")
        #expect(ObjectID(Array(bytes.dropLast())) == nil)
    }

    @Test func `the date is the second it was made in`() {
        #expect(ObjectID("507f1f77bcf86cd799439011")?.date.timeIntervalSince1970 == 1_350_508_407)
        #expect(abs(ObjectID().date.timeIntervalSinceNow) < 60)
    }

    @Test func `identifiers sort as their digits do`() {
        let digits = [
            "000000000000000000000001", "0000000000000000ffffffff", "00000000000000010000000a",
            "ff0000000000000000000000",
        ]

        #expect(digits.reversed().compactMap { ObjectID($0) }.sorted().map(\.description) == digits)
    }

    @Test func `no two tasks make the same identifier`() async {
        let identifiers = await withTaskGroup(of: [ObjectID].self) { group in
            for _ in 0..<8 {
                group.addTask { (0..<5_000).map { _ in ObjectID() } }
            }
            return await group.reduce(into: Set<ObjectID>()) { $0.formUnion($1) }
        }

        #expect(identifiers.count == 40_000)
    }
}
