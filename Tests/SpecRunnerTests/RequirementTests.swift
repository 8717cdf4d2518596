import BSON
import Testing

@testable import SpecRunner

@Suite("What a test requires")
struct RequirementTests {
    private let deployment = Deployment(
        version: Version([6, 0, 5]), topology: .replicaSet,
        parameters: ["enableTestCommands": true])

    @Test(
        "a deployment meets it",
        arguments: [
            ["minServerVersion": "6.0.5"], ["maxServerVersion": "6.0.5"],
            ["minServerVersion": "5.0", "topologies": ["replicaset", "sharded"]],
            ["serverParameters": ["enableTestCommands": true]], ["serverless": "forbid"],
            ["auth": false], ["csfle": false],
        ] as [BSONDocument])
    func met(document: BSONDocument) throws {
        let obstacle = try deployment.obstacle([Requirement(document)])

        #expect(obstacle == nil)
    }

    @Test(
        "a deployment does not meet it",
        arguments: [
            ["minServerVersion": "6.0.10"], ["maxServerVersion": "6.0.4"],
            ["topologies": ["sharded"]], ["serverParameters": ["enableTestCommands": false]],
            ["serverless": "require"], ["auth": true], ["csfle": true],
        ] as [BSONDocument])
    func unmet(document: BSONDocument) throws {
        let obstacle = try deployment.obstacle([Requirement(document)])

        #expect(obstacle != nil)
    }

    @Test func `one of several is enough`() throws {
        let requirements = try [
            Requirement(["topologies": ["sharded"]]), Requirement(["topologies": ["replicaset"]]),
        ]

        let obstacle = deployment.obstacle(requirements)

        #expect(obstacle == nil)
    }

    @Test func `one that is not known is a failure`() {
        #expect(throws: Failure.self) { try Requirement(["moonPhase": "full"]) }
    }
}
