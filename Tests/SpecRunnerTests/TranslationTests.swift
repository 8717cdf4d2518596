import BSON
import Testing

@testable import SpecRunner

@Suite("Translating the older formats")
struct TranslationTests {
    @Test func `an expected command may have more fields anywhere`() throws {
        let expected = try LegacyEvent.expected(["find": "c", "readConcern": ["level": "local"]])

        #expect(
            expected
                == [
                    "$$matchAsRoot": [
                        "find": "c", "readConcern": ["$$matchAsRoot": ["level": "local"]],
                    ]
                ])
    }

    @Test func `a null must be missing and 42 is anything`() throws {
        let expected = try LegacyEvent.expected(["writeConcern": nil, "getMore": 42])

        #expect(
            expected
                == [
                    "$$matchAsRoot": [
                        "writeConcern": ["$$exists": false], "getMore": ["$$exists": true],
                    ]
                ])
    }

    @Test func `labels in a result say that there is an error`() throws {
        let operation: BSONDocument = [
            "name": "insertOne", "arguments": ["document": [:]],
            "result": ["errorLabelsOmit": ["TransientTransactionError"]],
        ]
        var entities = LegacyEntities(database: "d", collection: "c", bucket: "fs")

        let unified = try LegacyOperation(operation).unified(&entities)

        #expect(
            unified["expectError"]
                == ["isError": true, "errorLabelsOmit": ["TransientTransactionError"]])
    }

    @Test func `a collection with options is one of its own`() throws {
        let operation: BSONDocument = [
            "name": "find", "object": "collection",
            "collectionOptions": ["readConcern": ["level": "majority"]],
        ]
        var entities = LegacyEntities(database: "d", collection: "c", bucket: "fs")

        let unified = try LegacyOperation(operation).unified(&entities)

        #expect(unified["object"] == "collection0")
    }
}
